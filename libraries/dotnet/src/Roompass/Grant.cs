using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Text;
using Roompass.Codec;

namespace Roompass
{
    /// <summary>
    /// What the holder may do in the room: privilege 1 of a payload is to join, 2 is to publish. It does not change.
    /// How payloads are read is in Payload.cs.
    /// </summary>
    public sealed class Grant
    {
        internal const int MaxPayload = 1024;
        internal const int MaxStreams = 100;
        internal const int MaxStreamId = 256;

        internal static readonly Grant Everything = new Grant(true, true);
        internal static readonly Grant Nothing = new Grant(false, false);

        /// <summary>Both rights, for any stream.</summary>
        public Grant(bool join, bool publish) : this(join, publish, null) {}

        /// <summary>Both rights, for some streams.</summary>
        /// <param name="join">May enter the room.</param>
        /// <param name="publish">May send sound and picture.</param>
        /// <param name="streamIds">At most 100 of at most 256 bytes. Null is any; none at all means the same.</param>
        public Grant(bool join, bool publish, IEnumerable<string> streamIds)
        {
            Join = join;
            Publish = publish;
            if (streamIds == null) return;
            List<string> ids = new List<string>();
            foreach (string id in streamIds)
            {
                if (ids.Count == MaxStreams) throw new ArgumentException("must be at most 100", "streamIds");
                if (!IsStreamId(id))
                    throw new ArgumentException("must be well-formed texts of at most 256 bytes", "streamIds");
                ids.Add(id);
            }
            StreamIds = ids.AsReadOnly();
        }

        /// <summary>May enter the room.</summary>
        public bool Join { get; private set; }

        /// <summary>May send sound and picture.</summary>
        public bool Publish { get; private set; }

        /// <summary>The streams that may be published, or null for any.</summary>
        public ReadOnlyCollection<string> StreamIds { get; private set; }

        internal static bool IsStreamId(string id)
        {
            return id != null && id.Length <= MaxStreamId && Names.IsWellFormed(id) && Names.FitsUtf8(id, MaxStreamId);
        }

        /// <summary>What it is in a Token04 (spec token04.md 3.3.2).</summary>
        internal string ToPayload(string roomId, string argument)
        {
            StringBuilder json = new StringBuilder(96 + roomId.Length);
            json.Append("{\"room_id\":").AppendJson(roomId).Append(",\"privilege\":{\"1\":").Append(Join ? '1' : '0');
            json.Append(",\"2\":").Append(Publish ? '1' : '0').Append("},\"stream_id_list\":");
            AppendStreams(json);
            string payload = json.Append('}').ToString();
            if (!Names.FitsUtf8(payload, MaxPayload))
                throw new ArgumentException("the payload is longer than 1024 bytes", argument + ".StreamIds");
            return payload;
        }

        private void AppendStreams(StringBuilder json)
        {
            if (StreamIds == null)
            {
                json.Append("null");
                return;
            }
            for (int i = 0; i < StreamIds.Count; i++) json.Append(i == 0 ? '[' : ',').AppendJson(StreamIds[i]);
            json.Append(StreamIds.Count == 0 ? "[]" : "]");
        }
    }
}
