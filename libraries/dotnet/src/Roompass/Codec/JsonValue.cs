// What a JSON text means, with what others forget: whether a number is a plain integer.
using System.Collections.Generic;

namespace Roompass.Codec
{
    internal enum JsonKind
    {
        Null,
        True,
        False,
        String,
        Integer,

        /// <summary>A number in any other spelling: 1.0, 1e3, -0, or beyond 2^53.</summary>
        OddNumber,
        Array,
        Object
    }

    internal sealed class JsonValue
    {
        internal static readonly JsonValue Null = new JsonValue(JsonKind.Null);
        internal static readonly JsonValue True = new JsonValue(JsonKind.True);
        internal static readonly JsonValue False = new JsonValue(JsonKind.False);
        internal static readonly JsonValue OddNumber = new JsonValue(JsonKind.OddNumber);

        internal readonly JsonKind Kind;

        /// <summary>Of a string; else null.</summary>
        internal readonly string Text;

        /// <summary>Of an integer.</summary>
        internal readonly long Integer;

        /// <summary>Of an array; else null.</summary>
        internal readonly List<JsonValue> Items;

        /// <summary>Of an object; else null.</summary>
        internal readonly JsonMembers Members;

        private JsonValue(JsonKind kind) { Kind = kind; }

        internal JsonValue(string text) : this(JsonKind.String) { Text = text; }

        internal JsonValue(long integer) : this(JsonKind.Integer) { Integer = integer; }

        internal JsonValue(List<JsonValue> items) : this(JsonKind.Array) { Items = items; }

        internal JsonValue(JsonMembers members) : this(JsonKind.Object) { Members = members; }

        /// <summary>The value of a key, or null where the key is absent.</summary>
        internal JsonValue Get(string key) { return Members.Get(key); }
    }
}
