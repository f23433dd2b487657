using System;
using Roompass.Codec;

namespace Roompass
{
    /// <summary>What anyone can read in a Kit Token. It proves nothing.</summary>
    public sealed class Shown
    {
        internal Shown(Suffix suffix, long expire)
        {
            AppId = suffix.AppId;
            UserId = suffix.UserId;
            RoomId = suffix.RoomId;
            UserName = suffix.UserName;
            ExpiresAt = Numbers.Time(expire);
        }

        /// <summary>The app.</summary>
        public uint AppId { get; private set; }

        /// <summary>The user.</summary>
        public string UserId { get; private set; }

        /// <summary>"" where the token names no room.</summary>
        public string RoomId { get; private set; }

        /// <summary>Decoded; "" where the token shows no name.</summary>
        public string UserName { get; private set; }

        /// <summary>The first second of no use.</summary>
        public DateTimeOffset ExpiresAt { get; private set; }

        internal static Shown Read(string kitToken)
        {
            int at = Frame.Split(kitToken, Reading.Own);
            Envelope envelope = Envelope.Read(Frame.Decode(kitToken, at, Reading.Own), Reading.Own);
            return new Shown(Suffix.Read(kitToken, at + 1, Reading.Own), envelope.Expire);
        }
    }
}
