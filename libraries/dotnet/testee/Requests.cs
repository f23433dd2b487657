// From the JSON of the vectors to the values of the library. What is absent stays absent.
using System;
using System.Collections.Generic;
using Roompass.Codec;

namespace Roompass.Testee
{
    internal static class Requests
    {
        internal static JsonValue ObjectOf(JsonValue json, string key)
        {
            JsonValue value = json.Get(key);
            if (value == null || value.Kind != JsonKind.Object) throw new ArgumentException("must be an object", key);
            return value;
        }

        /// <summary>Null for null, and where it is absent.</summary>
        internal static string TextOf(JsonValue json, string key)
        {
            JsonValue value = json.Get(key);
            return value == null ? null : value.Text;
        }

        internal static long IntegerOf(JsonValue value)
        {
            if (value == null || value.Kind != JsonKind.Integer) throw new ArgumentException("must be an integer");
            return value.Integer;
        }

        internal static DateTimeOffset TimeOf(JsonValue value) { return Numbers.Time(IntegerOf(value)); }

        /// <summary>Seconds; as long as there can be where they are more.</summary>
        internal static TimeSpan SpanOf(JsonValue value)
        {
            long seconds = IntegerOf(value);
            bool fits = Math.Abs(seconds) < TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond;
            return fits ? TimeSpan.FromTicks(seconds * TimeSpan.TicksPerSecond) : TimeSpan.MaxValue;
        }

        internal static TokenFormat FormatOf(JsonValue value)
        {
            return value != null && value.Text == "gcm" ? TokenFormat.Gcm : TokenFormat.Cbc;
        }

        internal static Grant GrantOf(JsonValue value)
        {
            if (value == null || value.Kind == JsonKind.Null) return null;
            JsonValue streams = value.Get("streamIds");
            bool any = streams == null || streams.Kind == JsonKind.Null;
            List<string> ids = any ? null : streams.Items.ConvertAll(item => item.Text);
            return new Grant(value.Get("join").Kind == JsonKind.True, value.Get("publish").Kind == JsonKind.True, ids);
        }

        internal static Keyring KeyringOf(JsonValue entries)
        {
            return new Keyring(entries.Items.ConvertAll(KeyOf).ToArray());
        }

        internal static Key KeyOf(JsonValue entry)
        {
            Key key = new Key(AppIdOf(entry.Get("appId")), TextOf(entry, "serverSecret"));
            string state = TextOf(entry, "state");
            string gcm = TextOf(entry, "gcm");
            if (state != null) key.State = (KeyState)Enum.Parse(typeof(KeyState), state, true);
            if (gcm != null) key.Gcm = (GcmPolicy)Enum.Parse(typeof(GcmPolicy), gcm, true);
            return key;
        }

        internal static T Fill<T>(T options, JsonValue json)
            where T : VerifyOptions
        {
            foreach (KeyValuePair<string, JsonValue> option in json.Members.All) Set(options, option.Key, option.Value);
            return options;
        }

        private static void Set(VerifyOptions options, string name, JsonValue value)
        {
            switch (name)
            {
                case "accept": options.Accept = (Trust)Enum.Parse(typeof(Trust), value.Text, true); break;
                case "roomId": options.RoomId = value.Text; break;
                case "userId": options.UserId = value.Text; break;
                case "appId": options.AppId = AppIdOf(value); break;
                case "now": options.Now = () => TimeOf(value); break;
                case "clockTolerance": options.ClockTolerance = SpanOf(value); break;
                case "maxLifetime": options.MaxLifetime = SpanOf(value); break;
            }
        }

        /// <summary>An integer that is none becomes 0, which the library refuses.</summary>
        private static uint AppIdOf(JsonValue value)
        {
            long appId = IntegerOf(value);
            return appId >= 0 && appId <= uint.MaxValue ? (uint)appId : 0;
        }
    }
}
