namespace Roompass
{
    /// <summary>A key by its name, without the secret.</summary>
    public sealed class KeyInfo
    {
        internal KeyInfo(uint appId, string kid, KeyState state, bool weak)
        {
            AppId = appId;
            Kid = kid;
            State = state;
            Weak = weak;
        }

        /// <summary>The app.</summary>
        public uint AppId { get; private set; }

        /// <summary>8 hex digits that name the key without telling it: the <see cref="Pass.Kid"/> of a pass.</summary>
        public string Kid { get; private set; }

        /// <summary>What may be done with it.</summary>
        public KeyState State { get; private set; }

        /// <summary>Whether its secret is none: see <see cref="ServerSecret.IsWeak"/>.</summary>
        public bool Weak { get; private set; }
    }
}
