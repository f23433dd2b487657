// The sealed JSON of a Token04: how we spell it, and what is taken of what others spell (spec R18, R19, R21, R22).
using System.Text;

namespace Roompass.Codec
{
    internal sealed class Claims
    {
        internal uint AppId;
        internal string UserId;
        internal int Nonce;

        /// <summary>Unix seconds.</summary>
        internal long IssuedAt;

        /// <summary>Unix seconds: the first of no use.</summary>
        internal long ExpiresAt;

        /// <summary>"" also where the key is absent or null.</summary>
        internal string Payload;

        /// <summary>The plaintext; the order of the keys is part of our spelling.</summary>
        internal string Write()
        {
            StringBuilder json = new StringBuilder(160 + 2 * Payload.Length);
            json.Append("{\"app_id\":").Append(Numbers.Decimal(AppId)).Append(",\"user_id\":").AppendJson(UserId);
            json.Append(",\"nonce\":")
                .Append(Numbers.Decimal(Nonce))
                .Append(",\"ctime\":")
                .Append(Numbers.Decimal(IssuedAt));
            json.Append(",\"expire\":").Append(Numbers.Decimal(ExpiresAt)).Append(",\"payload\":").AppendJson(Payload);
            return json.Append('}').ToString();
        }

        /// <summary>
        /// What must hold before anything is said about a plaintext: compact JSON of one flat object. Null is "it does
        /// not open".
        /// </summary>
        internal static ScannedClaims Scan(string json)
        {
            Claims own = ReadOwn(json);
            if (own != null) return new ScannedClaims(own, null);
            JsonReader scanned = JsonReader.Scan(json, 1);
            return scanned == null || scanned.Spaced ? null : new ScannedClaims(null, scanned);
        }

        /// <summary>The claims, or a refusal: <c>claims_invalid</c>, <c>user_id_invalid</c>.</summary>
        internal static Claims Read(ScannedClaims claims) { return claims.Own ?? ReadStrictly(claims.Json); }

        /// <summary>Claims that <see cref="Write"/> spelled, with values that may be; else null.</summary>
        private static Claims ReadOwn(string json)
        {
            OwnSpelling spelling = new OwnSpelling(json);
            Claims claims = new Claims();
            long appId = 0;
            long nonce = 0;
            bool spelled = spelling.Take("{\"app_id\":") && spelling.TakeNumber(out appId) &&
                           spelling.Take(",\"user_id\":\"") && spelling.TakeText(out claims.UserId) &&
                           spelling.Take(",\"nonce\":") && spelling.TakeNumber(out nonce) &&
                           spelling.Take(",\"ctime\":") && spelling.TakeNumber(out claims.IssuedAt) &&
                           spelling.Take(",\"expire\":") && spelling.TakeNumber(out claims.ExpiresAt) &&
                           spelling.Take(",\"payload\":\"") && spelling.TakeText(out claims.Payload) &&
                           spelling.Take("}") && spelling.IsAtEnd;
            bool good = spelled && appId >= 1 && appId <= uint.MaxValue && nonce <= int.MaxValue &&
                        IsTime(claims.IssuedAt) && IsTime(claims.ExpiresAt) && Names.IsUserId(claims.UserId);
            if (!good) return null;
            claims.AppId = (uint)appId;
            claims.Nonce = (int)nonce;
            return claims;
        }

        private static bool IsTime(long number) { return number >= 1 && number <= Envelope.LastSecond; }

        private static Claims ReadStrictly(JsonReader scanned)
        {
            JsonValue json = scanned.Object;
            // Generators differ in the order of the keys; the set is exact.
            int optional = json.Get("payload") == null ? 0 : 1;
            if (scanned.Duplicate || json.Members.All.Count != 5 + optional) throw Refused(null);
            Claims claims = new Claims();
            claims.AppId = (uint)IntegerOf(json, "app_id", 1, uint.MaxValue);
            JsonValue user = json.Get("user_id");
            if (user == null || user.Kind != JsonKind.String) throw Refused("user_id");
            claims.UserId = user.Text;
            claims.Nonce = (int)IntegerOf(json, "nonce", int.MinValue, int.MaxValue);
            claims.IssuedAt = IntegerOf(json, "ctime", 1, Envelope.LastSecond);
            claims.ExpiresAt = IntegerOf(json, "expire", 1, Envelope.LastSecond);
            claims.Payload = PayloadOf(json.Get("payload"));
            if (!Names.IsUserId(claims.UserId)) throw new KitTokenError(ReasonCode.UserIdInvalid, "user_id");
            return claims;
        }

        private static long IntegerOf(JsonValue json, string key, long min, long max)
        {
            JsonValue value = json.Get(key);
            bool right =
                value != null && value.Kind == JsonKind.Integer && value.Integer >= min && value.Integer <= max;
            if (!right) throw Refused(key);
            return value.Integer;
        }

        private static string PayloadOf(JsonValue value)
        {
            if (value == null || value.Kind == JsonKind.Null) return "";
            if (value.Kind != JsonKind.String) throw Refused("payload");
            return value.Text;
        }

        private static KitTokenError Refused(string claim)
        {
            return new KitTokenError(ReasonCode.ClaimsInvalid, claim);
        }
    }

    /// <summary>What may be claims: in our spelling, which are good already, or any flat object.</summary>
    internal sealed class ScannedClaims
    {
        /// <summary>Null where it is another spelling.</summary>
        internal readonly Claims Own;

        /// <summary>Null where it is ours.</summary>
        internal readonly JsonReader Json;

        internal ScannedClaims(Claims own, JsonReader json)
        {
            Own = own;
            Json = json;
        }
    }
}
