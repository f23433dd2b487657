using System;

namespace Roompass
{
    /// <summary>The surroundings of minting.</summary>
    public sealed class MintOptions
    {
        /// <summary>All defaults.</summary>
        public MintOptions() { MaxLifetime = TimeSpan.FromDays(1); }

        /// <summary>The clock; a fraction of a second is dropped. Default null: that of this machine.</summary>
        public Func<DateTimeOffset> Now { get; set; }

        /// <summary>
        /// Fills an array with random bytes. Default null: the machine's generator. Tests pass their own; nobody else
        /// should.
        /// </summary>
        public Action<byte[]> Random { get; set; }

        /// <summary>
        /// The longest lifetime that is minted. Default one day, which is also the most that verifying takes by
        /// default; <see cref="TimeSpan.MaxValue"/> for no limit.
        /// </summary>
        public TimeSpan MaxLifetime { get; set; }
    }
}
