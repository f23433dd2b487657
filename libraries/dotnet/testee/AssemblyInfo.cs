using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Roompass.Tests")]
