// The options of verifying, checked, in Unix seconds.
using System;
using Roompass.Codec;

namespace Roompass.Verification
{
    internal sealed class Terms
    {
        private static readonly TimeSpan MaxTolerance = TimeSpan.FromSeconds(300);

        internal readonly Trust Accept;
        internal readonly string RoomId;
        internal readonly string UserId;
        internal readonly uint? AppId;
        internal readonly long Now;
        internal readonly long ClockTolerance;
        internal readonly long MaxLifetime;

        /// <summary>Who takes bare tokens reads all that official generators make.</summary>
        internal readonly Reading Reading;

        internal Terms(VerifyOptions options)
        {
            if (options == null) options = new VerifyOptions();
            if (options.Accept < Trust.Bare || options.Accept > Trust.Signed)
                throw new ArgumentOutOfRangeException("options.Accept", "must be Bare, Sealed or Signed");
            if (options.AppId == 0)
                throw new ArgumentOutOfRangeException("options.AppId", "must be 1 to 4294967295, or null for any");
            if (options.ClockTolerance < TimeSpan.Zero || options.ClockTolerance > MaxTolerance)
                throw new ArgumentOutOfRangeException("options.ClockTolerance", "must be 0 to 300 seconds");
            if (options.MaxLifetime <= TimeSpan.Zero)
                throw new ArgumentOutOfRangeException("options.MaxLifetime", "must be positive");
            Accept = options.Accept;
            RoomId = options.RoomId;
            UserId = options.UserId;
            AppId = options.AppId;
            Now = Numbers.Seconds((options.Now ?? new Func<DateTimeOffset>(Ambient.Now))());
            ClockTolerance = options.ClockTolerance.Ticks / TimeSpan.TicksPerSecond;
            MaxLifetime = options.MaxLifetime.Ticks / TimeSpan.TicksPerSecond;
            Reading = Accept == Trust.Bare ? Reading.Official : Reading.Own;
        }

        /// <summary>Spec R7, R28: the last second of a token is the one before its expiry.</summary>
        internal bool HasExpired(long expire) { return Now >= expire + ClockTolerance; }
    }
}
