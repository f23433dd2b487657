// The members of a JSON object in their order. Most objects have few, and a list of them is sooner made and searched
// than a table; what a stranger writes may have thousands, and then there is a table.
using System.Collections.Generic;

namespace Roompass.Codec
{
    internal sealed class JsonMembers
    {
        private const int Few = 16;

        /// <summary>Each key once.</summary>
        internal readonly List<KeyValuePair<string, JsonValue>> All = new List<KeyValuePair<string, JsonValue>>(8);

        /// <summary>Null while there are few.</summary>
        private Dictionary<string, int> places;

        /// <summary>The value of a key, or null where the key is absent.</summary>
        internal JsonValue Get(string key)
        {
            int place = PlaceOf(key);
            return place < 0 ? null : All[place].Value;
        }

        /// <summary>Adds a member, or replaces the one with the same key; says whether there was one.</summary>
        internal bool Set(string key, JsonValue value)
        {
            KeyValuePair<string, JsonValue> member = new KeyValuePair<string, JsonValue>(key, value);
            int place = PlaceOf(key);
            if (place >= 0)
            {
                All[place] = member;
                return true;
            }
            if (places != null) places[key] = All.Count;
            All.Add(member);
            if (All.Count == Few) MakeTable();
            return false;
        }

        private int PlaceOf(string key)
        {
            int place;
            if (places != null) return places.TryGetValue(key, out place) ? place : -1;
            for (place = All.Count - 1; place >= 0; place--)
                if (All[place].Key == key) break;
            return place;
        }

        private void MakeTable()
        {
            places = new Dictionary<string, int>();
            for (int i = 0; i < All.Count; i++) places[All[i].Key] = i;
        }
    }
}
