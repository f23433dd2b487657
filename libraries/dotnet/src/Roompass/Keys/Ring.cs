// The keys of one app, or of all.
using System.Collections.Generic;

namespace Roompass
{
    internal sealed class Ring
    {
        /// <summary>Null where no key mints.</summary>
        internal readonly AppKey Active;

        /// <summary>In the order in which keys are tried: newest first.</summary>
        internal readonly List<AppKey> Verifying = new List<AppKey>();

        internal readonly List<AppKey> Retired = new List<AppKey>();

        internal Ring(IEnumerable<AppKey> keys)
        {
            foreach (KeyState state in new[] { KeyState.Next, KeyState.Active, KeyState.Previous, KeyState.Retired })
            {
                foreach (AppKey key in keys)
                {
                    if (key.State != state) continue;
                    (state == KeyState.Retired ? Retired : Verifying).Add(key);
                    if (state == KeyState.Active && Active == null) Active = key;
                }
            }
        }
    }
}
