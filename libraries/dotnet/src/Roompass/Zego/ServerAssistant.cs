// ZEGOCLOUD's generator under its own names, with the same arguments and results: a program changes its reference and
// nothing else. What it makes is sealed, so that KitToken.VerifyToken04 can tell it from what others made.
using System;
using Roompass;
using Roompass.Codec;
using Roompass.Minting;

namespace ZegoServerAssistant
{
    /// <summary>The generator of ZEGOCLOUD's server assistant.</summary>
    public static class ServerAssistant
    {
        /// <summary>
        /// The key of the last call: the secret comes anew each time, and deriving costs more than minting. What is in
        /// it does not change, so that threads may exchange it freely.
        /// </summary>
        private static volatile Remembered last;

        /// <summary>Makes a Token04. Look at <see cref="GenerateTokenResult.errorInfo"/> before the token is
        /// used.</summary> <param name="appID">1 to 4294967295</param> <param name="userID">1 to 64 ASCII letters,
        /// digits and ~!@#$%^&amp;*()_+=-`;',.&lt;&gt;/\</param> <param name="secret">The ServerSecret: 32 characters
        /// from 0x20 to 0x7E, as they are.</param> <param name="effectiveTimeInSeconds">The lifetime, above 0.</param>
        /// <param name="payload">
        /// "" or JSON of room_id, privilege and stream_id_list. Its form is not looked at, which the official generator
        /// does not do either. Null is "".
        /// </param>
        /// <exception cref="ArgumentException">The payload is not well-formed, or longer than a token
        /// holds.</exception>
        public static GenerateTokenResult GenerateToken04(uint appID, string userID, string secret,
                                                          long effectiveTimeInSeconds, string payload)
        {
            long now = Numbers.Seconds(Ambient.Now());
            if (appID == 0) return ResultOf(ErrorCode.appIDInvalid, "appID invalid");
            if (!Names.IsUserId(userID)) return ResultOf(ErrorCode.userIDInvalid, "userID invalid");
            if (!ServerSecret.IsOne(secret))
                return ResultOf(ErrorCode.secretInvalid, "secret must be a 32 byte string");
            if (effectiveTimeInSeconds <= 0 || effectiveTimeInSeconds > Envelope.LastSecond - now)
                return ResultOf(ErrorCode.effectiveTimeInSecondsInvalid, "effectiveTimeInSeconds invalid");
            if (payload != null && !Names.IsWellFormed(payload))
                throw new ArgumentException("must be well-formed text", "payload");
            Claims claims = new Claims();
            claims.AppId = appID;
            claims.UserId = userID;
            claims.Nonce = Minter.NonceFrom(null);
            claims.IssuedAt = now;
            claims.ExpiresAt = now + effectiveTimeInSeconds;
            claims.Payload = payload ?? "";
            byte[] raw = Minter.SealClaims(KeyOf(appID, secret), claims, TokenFormat.Cbc, Reading.MaxOfficialPlaintext);
            GenerateTokenResult result = ResultOf(ErrorCode.success, "success");
            result.token = Frame.Encode(raw);
            return result;
        }

        private static GenerateTokenResult ResultOf(ErrorCode code, string message)
        {
            GenerateTokenResult result = new GenerateTokenResult();
            result.errorInfo = new ErrorInfo();
            result.errorInfo.errorCode = code;
            result.errorInfo.errorMessage = message;
            return result;
        }

        private static Roompass.Crypto.SecretKey KeyOf(uint appId, string secret)
        {
            Remembered known = last;
            if (known == null || known.AppId != appId || known.Secret != secret)
                last = known = new Remembered(appId, secret);
            return known.Key;
        }

        private sealed class Remembered
        {
            internal readonly uint AppId;
            internal readonly string Secret;
            internal readonly Roompass.Crypto.SecretKey Key;

            internal Remembered(uint appId, string secret)
            {
                AppId = appId;
                Secret = secret;
                Key = new Roompass.Crypto.SecretKey(appId, secret);
            }
        }
    }
}
