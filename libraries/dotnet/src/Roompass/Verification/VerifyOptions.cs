using System;

namespace Roompass
{
    /// <summary>What a token must be to be taken (spec kit-token.md 5.1).</summary>
    public class VerifyOptions
    {
        /// <summary>All defaults.</summary>
        public VerifyOptions()
        {
            Accept = Trust.Sealed;
            MaxLifetime = TimeSpan.FromDays(1);
        }

        /// <summary>
        /// The least trust that is taken. Default <see cref="Trust.Sealed"/>. With <see cref="Trust.Bare"/>, longer
        /// tokens and stranger suffixes of others are read as well.
        /// </summary>
        public Trust Accept { get; set; }

        /// <summary>The room that the token must prove. A bare token proves none; there its words are compared. Default
        /// null: any.</summary>
        public string RoomId { get; set; }

        /// <summary>The user that the token must name. Default null: any.</summary>
        public string UserId { get; set; }

        /// <summary>The app that the token must belong to. Default null: any app of the keyring.</summary>
        public uint? AppId { get; set; }

        /// <summary>The clock; a fraction of a second is dropped. Default null: that of this machine.</summary>
        public Func<DateTimeOffset> Now { get; set; }

        /// <summary>How long an expired token is still taken, up to 300 seconds. Default zero.</summary>
        public TimeSpan ClockTolerance { get; set; }

        /// <summary>The longest lifetime that is taken. Default one day; <see cref="TimeSpan.MaxValue"/> for no
        /// limit.</summary>
        public TimeSpan MaxLifetime { get; set; }
    }
}
