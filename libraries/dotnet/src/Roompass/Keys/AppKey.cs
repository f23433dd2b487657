// A key and what may be done with it.
using Roompass.Crypto;

namespace Roompass
{
    internal sealed class AppKey
    {
        internal readonly uint AppId;
        internal readonly KeyState State;
        internal readonly GcmPolicy Gcm;
        internal readonly bool Weak;
        internal readonly SecretKey Secret;
        internal readonly string Kid;

        internal AppKey(Key key)
        {
            AppId = key.AppId;
            State = key.State;
            Gcm = key.Gcm;
            Weak = ServerSecret.IsWeak(key.Secret());
            Secret = new SecretKey(key.AppId, key.Secret());
            Kid = Secret.Kid;
        }

        internal KeyInfo Info() { return new KeyInfo(AppId, Kid, State, Weak); }
    }
}
