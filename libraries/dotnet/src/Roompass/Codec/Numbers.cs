// Numbers as tokens spell them, and Unix seconds as .NET has them. Whatever the culture of the thread is.
using System;
using System.Globalization;

namespace Roompass.Codec
{
    internal static class Numbers
    {
        private static readonly DateTimeOffset Epoch = new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

        internal static string Decimal(long value) { return value.ToString(CultureInfo.InvariantCulture); }

        /// <summary>Whole Unix seconds; a fraction is dropped.</summary>
        internal static long Seconds(DateTimeOffset time)
        {
            long ticks = time.UtcTicks - Epoch.Ticks;
            long rest = ticks % TimeSpan.TicksPerSecond;
            return ticks / TimeSpan.TicksPerSecond - (rest < 0 ? 1 : 0);
        }

        internal static DateTimeOffset Time(long seconds) { return Epoch.AddSeconds(seconds); }
    }
}
