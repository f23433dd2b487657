using System.Diagnostics;

namespace Roompass
{
    /// <summary>One secret of one app, for a <see cref="Keyring"/>. It prints without the secret, and no property shows
    /// it.</summary>
    public sealed class Key
    {
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        private readonly string serverSecret;

        /// <summary>Names an app and gives its secret. What is wrong with them, the keyring says.</summary>
        /// <param name="appId">1 to 4294967295.</param>
        /// <param name="serverSecret">
        /// 32 characters from 0x20 to 0x7E, as ZEGOCLOUD's console shows them; not decoded from hex.
        /// </param>
        public Key(uint appId, string serverSecret)
        {
            AppId = appId;
            this.serverSecret = serverSecret;
        }

        /// <summary>The app.</summary>
        public uint AppId { get; private set; }

        /// <summary>Default <see cref="KeyState.Active"/>.</summary>
        public KeyState State { get; set; }

        /// <summary>Default <see cref="GcmPolicy.Accept"/>.</summary>
        public GcmPolicy Gcm { get; set; }

        /// <summary>A method, so that what prints the properties of objects does not print it.</summary>
        internal string Secret() { return serverSecret; }

        /// <summary>The app, without the secret.</summary>
        public override string ToString() { return "[Key of app " + Codec.Numbers.Decimal(AppId) + "]"; }
    }
}
