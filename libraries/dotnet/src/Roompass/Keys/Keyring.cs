using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace Roompass
{
    /// <summary>
    /// The keys of one or several apps. They are derived once, here: make a keyring when the program starts and keep
    /// it. It does not change, any number of threads may use it, and it prints as the names of its keys.
    /// </summary>
    /// <example><code>
    /// Keyring keys = new Keyring(
    ///     new Key(1234567890, newSecret), new Key(1234567890, oldSecret) { State = KeyState.Previous });
    /// </code></example>
    public sealed class Keyring
    {
        /// <summary>What is tried for every token must stay short.</summary>
        private const int MaxKeys = 4;

        private readonly Dictionary<uint, Ring> rings = new Dictionary<uint, Ring>();

        /// <summary>Derives all keys.</summary>
        /// <exception cref="ArgumentException">It names the key by its place, and shows no secret.</exception>
        public Keyring(params Key[] keys)
        {
            if (keys == null) throw new ArgumentNullException("keys");
            if (keys.Length == 0) throw new ArgumentException("a keyring holds at least one key", "keys");
            List<uint> apps = new List<uint>();
            Dictionary<uint, List<AppKey>> byApp = new Dictionary<uint, List<AppKey>>();
            for (int i = 0; i < keys.Length; i++)
            {
                string name = "keys[" + Codec.Numbers.Decimal(i) + "]";
                CheckEntry(keys[i], name);
                AppKey key = new AppKey(keys[i]);
                if (!byApp.ContainsKey(key.AppId))
                {
                    byApp[key.AppId] = new List<AppKey>();
                    apps.Add(key.AppId);
                }
                CheckPlace(key, byApp[key.AppId], name);
                byApp[key.AppId].Add(key);
            }
            List<AppKey> every = new List<AppKey>();
            List<KeyInfo> infos = new List<KeyInfo>();
            foreach (uint appId in apps)
            {
                Ring ring = new Ring(byApp[appId]);
                rings[appId] = ring;
                every.AddRange(ring.Verifying);
                every.AddRange(ring.Retired);
            }
            foreach (AppKey key in every) infos.Add(key.Info());
            All = new Ring(every);
            AppIds = apps.AsReadOnly();
            Keys = infos.AsReadOnly();
        }

        /// <summary>The apps, in the order of their first keys.</summary>
        public ReadOnlyCollection<uint> AppIds { get; private set; }

        /// <summary>App by app; those of one app in the order in which they are tried.</summary>
        public ReadOnlyCollection<KeyInfo> Keys { get; private set; }

        /// <summary>The keys of every app together.</summary>
        internal Ring All { get; private set; }

        /// <summary>The names of the keys.</summary>
        public override string ToString()
        {
            List<string> kids = new List<string>();
            foreach (KeyInfo key in Keys) kids.Add(key.Kid);
            return "[Keyring kid=" + string.Join(",", kids.ToArray()) + "]";
        }

        /// <summary>The keys of an app. A secret is never tried for another app's token.</summary>
        internal Ring RingOf(uint appId)
        {
            Ring ring;
            if (!rings.TryGetValue(appId, out ring)) throw new KitTokenError(ReasonCode.KeyUnknown, "appID");
            return ring;
        }

        /// <summary>The active key of an app; without an app, that of the only one.</summary>
        internal AppKey MintingKey(uint? appId, string argument)
        {
            if (appId == null && rings.Count != 1)
                throw new ArgumentException("must be given: the keyring has several apps", argument);
            Ring ring = All;
            if (appId != null) rings.TryGetValue(appId.Value, out ring);
            if (ring == null || ring.Active == null)
                throw new ArgumentException("is of an app for which the keyring has no active key", argument);
            return ring.Active;
        }

        private static void CheckEntry(Key key, string name)
        {
            if (key == null) throw new ArgumentNullException(name);
            if (key.AppId == 0) throw new ArgumentOutOfRangeException(name + ".AppId", "must be 1 to 4294967295");
            if (!ServerSecret.IsOne(key.Secret()))
                throw new ArgumentException("must be 32 printable ASCII characters", name + ".ServerSecret");
            if (key.State < KeyState.Active || key.State > KeyState.Retired)
                throw new ArgumentOutOfRangeException(name + ".State", "must be a KeyState");
            if (key.Gcm < GcmPolicy.Accept || key.Gcm > GcmPolicy.Refuse)
                throw new ArgumentOutOfRangeException(name + ".Gcm", "must be a GcmPolicy");
        }

        private static void CheckPlace(AppKey key, List<AppKey> others, string name)
        {
            if (others.Count == MaxKeys)
                throw new ArgumentException("is one too many: an app has at most 4 keys", name);
            foreach (AppKey other in others)
            {
                if (other.Kid == key.Kid)
                    throw new ArgumentException("is in the keyring already", name + ".ServerSecret");
                if (other.State == KeyState.Active && key.State == KeyState.Active)
                    throw new ArgumentException("an app has one active key: make it next, previous or retired",
                                                name + ".State");
            }
        }
    }
}
