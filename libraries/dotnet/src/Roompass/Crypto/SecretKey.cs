// What one ServerSecret computes for one app: three derived keys and the AES key, which is the secret itself (spec
// token04.md 5).
using System.Collections.Generic;
using Roompass.Codec;

namespace Roompass.Crypto
{
    internal sealed class SecretKey
    {
        /// <summary>More threads than this at a time make engines of their own, and throw them away.</summary>
        private const int MaxIdle = 32;

        private static readonly byte[] TokenIdPrefix = Bytes.OfLatin1("roompass-tid/v1\0");

        /// <summary>Names the key without telling it: 8 hex digits.</summary>
        internal readonly string Kid;

        internal readonly Mac Seal;
        internal readonly Mac GcmSeal;

        /// <summary>Of what follows version, number of parts, key ID and AppID in the signed bytes.</summary>
        internal readonly Mac Signature;

        private readonly byte[] secret;
        private readonly Stack<Engine> idle = new Stack<Engine>();

        internal SecretKey(uint appId, string serverSecret)
        {
            secret = Bytes.OfLatin1(serverSecret);
            byte[] pseudorandom = Hkdf.Extract(Bytes.OfLatin1("roompass/v1"), secret);
            byte[] app = Bytes.U32(appId);
            Kid = Bytes.Hex(Hkdf.Expand(pseudorandom, Labelled("kid", app), 4), 4);
            byte[] sealKey = Hkdf.Expand(pseudorandom, Labelled("token04-seal", app), 32);
            byte[] signatureKey = Hkdf.Expand(pseudorandom, Labelled("kit-token-signature", app), 32);
            Seal = new Mac(sealKey, Labelled("roompass-seal/v1", app));
            GcmSeal = new Mac(sealKey, Labelled("roompass-gcm-seal/v1", app));
            byte[] version = Bytes.OfLatin1("roompass-signature/v1\0\x7");
            byte[] signed = Bytes.Concat(version, Counted(Kid), Counted(Numbers.Decimal(appId)));
            Signature = new Mac(signatureKey, signed);
        }

        /// <summary>AES-128 as those use it who take the secret for hex digits; null where it has others. For
        /// explaining alone.</summary>
        internal BlockCipher MisreadCipher()
        {
            byte[] decoded = new byte[secret.Length / 2];
            for (int i = 0; i < decoded.Length; i++)
            {
                int high = Percent.HexValue((char)secret[2 * i]);
                int low = Percent.HexValue((char)secret[2 * i + 1]);
                if (high < 0 || low < 0) return null;
                decoded[i] = (byte)(high << 4 | low);
            }
            return new BlockCipher(decoded);
        }

        /// <summary>An engine for the caller alone, until <see cref="Return"/>. Whoever fails drops it.</summary>
        internal Engine Rent()
        {
            lock (idle)
            {
                if (idle.Count > 0) return idle.Pop();
            }
            return new Engine(secret);
        }

        internal void Return(Engine engine)
        {
            lock (idle)
            {
                if (idle.Count < MaxIdle) idle.Push(engine);
            }
        }

        /// <summary>Spec token04.md 7. It is no secret; the engine only has the hash at hand.</summary>
        internal string TokenIdOf(byte[] raw)
        {
            Engine engine = Rent();
            byte[] id = engine.Hash.ComputeHash(Bytes.Concat(TokenIdPrefix, raw));
            Return(engine);
            return Bytes.Hex(id, id.Length);
        }

        /// <summary>Never the secret.</summary>
        public override string ToString() { return "[SecretKey kid=" + Kid + "]"; }

        private static byte[] Labelled(string label, byte[] app)
        {
            return Bytes.Concat(Bytes.OfLatin1(label), new byte[1], app);
        }

        private static byte[] Counted(string text)
        {
            return Bytes.Concat(Bytes.U32((uint)text.Length), Bytes.OfLatin1(text));
        }
    }
}
