using System;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: AssemblyTitle("Roompass")]
[assembly: AssemblyDescription("Mints, verifies and explains Kit Tokens, byte-compatible with ZEGOCLOUD's Token04.")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: CLSCompliant(false)] // AppIDs are unsigned, as ZEGOCLOUD has them.
[assembly: ComVisible(false)]
[assembly: InternalsVisibleTo("Roompass.Tests")]
[assembly: InternalsVisibleTo("Roompass.Testee")]
