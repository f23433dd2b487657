// Making tokens: sealed always, and signed where there is a suffix. What is minted here is what verifying takes.
using System;
using Roompass.Codec;
using Roompass.Crypto;

namespace Roompass.Minting
{
    internal static class Minter
    {
        internal static string Mint(MintInput input, Keyring keys, MintOptions options)
        {
            if (input == null) throw new ArgumentNullException("input");
            if (keys == null) throw new ArgumentNullException("keys");
            AppKey key = keys.MintingKey(input.AppId, "input.AppId");
            if (!Names.IsRoomId(input.RoomId)) throw new ArgumentException(Names.RoomIdRule, "input.RoomId");
            string userName = input.UserName ?? "";
            if (!Names.IsUserName(userName)) throw new ArgumentException(Names.UserNameRule, "input.UserName");
            if (input.Ext != null && !SuffixFields.IsExt(input.Ext))
                throw new ArgumentException("must be at most 512 printable ASCII characters", "input.Ext");
            string payload = input.Grant == null ? "" : input.Grant.ToPayload(input.RoomId, "input.Grant");
            byte[] raw = MintRaw(key, input.UserId, payload, input.ExpiresIn, input.Format, "input", options);
            Suffix suffix = new Suffix();
            suffix.UserId = input.UserId;
            suffix.RoomId = input.RoomId;
            suffix.EncodedName = Percent.Encode(userName);
            suffix.AppId = key.AppId;
            suffix.Ext = string.IsNullOrEmpty(input.Ext) ? null : input.Ext;
            suffix.Signature = Signing.Sign(key.Secret, suffix, raw);
            string json = suffix.Write();
            if (json.Length > Reading.Own.MaxSuffix)
                throw new ArgumentException("is too long beside this UserName", "input.Ext");
            return Frame.Join(Frame.Encode(raw), Base64.Encode(Bytes.OfLatin1(json)));
        }

        internal static string MintToken04(Token04Input input, Keyring keys, MintOptions options)
        {
            if (input == null) throw new ArgumentNullException("input");
            if (keys == null) throw new ArgumentNullException("keys");
            AppKey key = keys.MintingKey(input.AppId, "input.AppId");
            string payload = PayloadOf(input);
            return Frame.Encode(MintRaw(key, input.UserId, payload, input.ExpiresIn, input.Format, "input", options));
        }

        private static string PayloadOf(Token04Input input)
        {
            if (input.RoomId != null && !Names.IsRoomId(input.RoomId))
                throw new ArgumentException(Names.RoomIdRule, "input.RoomId");
            if (input.Payload != null && (input.Grant != null || input.RoomId != null))
                throw new ArgumentException("takes the place of Grant and RoomId", "input.Payload");
            if (input.Grant != null) return input.Grant.ToPayload(input.RoomId ?? "", "input.Grant");
            if (input.RoomId != null)
                throw new ArgumentException("is sealed together with a grant: give Grant as well", "input.RoomId");
            if (input.Payload == null) return "";
            try
            {
                Payload.Read(input.Payload, true, Reading.Own);
            }
            catch (KitTokenError cause)
            {
                const string rule = "must be JSON of room_id, privilege and stream_id_list as documented, or \"\"";
                throw new ArgumentException(rule, "input.Payload", cause);
            }
            return input.Payload;
        }

        private static byte[] MintRaw(AppKey key, string userId, string payload, TimeSpan expiresIn, TokenFormat format,
                                      string name, MintOptions options)
        {
            if (options == null) options = new MintOptions();
            if (!Names.IsUserId(userId)) throw new ArgumentException(Names.UserIdRule, name + ".UserId");
            if (options.MaxLifetime <= TimeSpan.Zero)
                throw new ArgumentOutOfRangeException("options.MaxLifetime", "must be positive");
            bool whole = expiresIn.Ticks % TimeSpan.TicksPerSecond == 0;
            if (!whole || expiresIn <= TimeSpan.Zero || expiresIn > options.MaxLifetime)
            {
                const string rule = "must be whole seconds, from one to options.MaxLifetime";
                throw new ArgumentOutOfRangeException(name + ".ExpiresIn", rule);
            }
            if (format != TokenFormat.Cbc && format != TokenFormat.Gcm)
                throw new ArgumentOutOfRangeException(name + ".Format", "must be Cbc or Gcm");
            if (format == TokenFormat.Gcm && key.Gcm == GcmPolicy.Refuse)
                throw new ArgumentException("is one that this key refuses", name + ".Format");
            long now = Numbers.Seconds((options.Now ?? new Func<DateTimeOffset>(Ambient.Now))());
            long lifetime = expiresIn.Ticks / TimeSpan.TicksPerSecond;
            if (now < 1) throw new ArgumentOutOfRangeException("options.Now", "must be after 1970");
            if (now + lifetime > Envelope.LastSecond)
                throw new ArgumentOutOfRangeException(name + ".ExpiresIn", "must end before the year 10000");
            Claims claims = new Claims();
            claims.AppId = key.AppId;
            claims.UserId = userId;
            claims.Nonce = NonceFrom(options.Random);
            claims.IssuedAt = now;
            claims.ExpiresAt = now + lifetime;
            claims.Payload = payload;
            return SealClaims(key.Secret, claims, format, Reading.MaxPlaintext);
        }

        /// <summary>The only way by which tokens come into being here.</summary>
        internal static byte[] SealClaims(SecretKey key, Claims claims, TokenFormat format, int maxPlaintext)
        {
            byte[] plaintext = Utf8.Encode(claims.Write());
            if (plaintext.Length > maxPlaintext)
                throw new ArgumentException("makes the claims longer than a token holds", "payload");
            return Sealing.Seal(key, format, claims.ExpiresAt, plaintext).ToBytes();
        }

        /// <summary>0 to 2^31 - 1. Two tokens with equal claims in one second differ by it, and therefore in all their
        /// bytes.</summary>
        internal static int NonceFrom(Action<byte[]> random)
        {
            byte[] bytes = new byte[4];
            (random ?? new Action<byte[]>(Ambient.FillRandom))(bytes);
            return (int)(Bytes.ReadU32(bytes, 0) & int.MaxValue);
        }
    }
}
