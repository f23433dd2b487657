// Our own spelling is read by a short way. Whatever that way takes, the strict reader must take for the same: held for
// every text that differs from ours by one character.
using System.Collections.Generic;
using NUnit.Framework;
using Roompass.Codec;

namespace Roompass.Tests
{
    [TestFixture]
    public class OwnSpellingTests
    {
        private const string PlainPayload =
            "{\"room_id\":\"lobby\",\"privilege\":{\"1\":1,\"2\":0},\"stream_id_list\":null}";
        private const string Tag = "1llMiCNLylFLXcm4e4bzo2szOUj3w5vw3jEW5YsRPM0";

        /// <summary>The text itself, and with each character in each place replaced, put in before, and left
        /// out.</summary>
        private static IEnumerable<string> Near(string text)
        {
            yield return text;
            for (int at = 0; at <= text.Length; at++)
            {
                string before = text.Substring(0, at);
                string after = text.Substring(at);
                string rest = at < text.Length ? text.Substring(at + 1) : "";
                for (char character = '\0'; character <= '\u0100'; character++)
                {
                    yield return before + character + after;
                    yield return before + character + rest;
                }
                yield return before + rest;
            }
        }

        private static Claims ClaimsOf(string userId, string payload)
        {
            Claims claims = new Claims();
            claims.AppId = uint.MaxValue;
            claims.UserId = userId;
            claims.Nonce = int.MaxValue;
            claims.IssuedAt = 1767225600;
            claims.ExpiresAt = Envelope.LastSecond;
            claims.Payload = payload;
            return claims;
        }

        [TestCase("ada", PlainPayload)]
        [TestCase("a\\b", "")]
        [TestCase("ada", "\u00eb \"\\\" \\")]
        public void of_claims_means_what_the_strict_reader_says(string userId, string payload)
        {
            int taken = 0;
            foreach (string near in Near(ClaimsOf(userId, payload).Write()))
            {
                ScannedClaims scanned = Claims.Scan(near);
                Claims own = scanned == null ? null : scanned.Own;
                if (own == null) continue;
                JsonReader strict = JsonReader.Scan(near, 1);
                Assert.IsFalse(strict.Spaced || strict.Duplicate, near);
                Claims read = Claims.Read(new ScannedClaims(null, strict));
                Assert.AreEqual(read.AppId, own.AppId, near);
                Assert.AreEqual(read.UserId, own.UserId, near);
                Assert.AreEqual(read.Nonce, own.Nonce, near);
                Assert.AreEqual(read.IssuedAt, own.IssuedAt, near);
                Assert.AreEqual(read.ExpiresAt, own.ExpiresAt, near);
                Assert.AreEqual(read.Payload, own.Payload, near);
                taken++;
            }
            Assert.Greater(taken, 100);
        }

        [TestCase("{\"app_id\":0,\"user_id\":\"ada\",\"nonce\":1,\"ctime\":1,\"expire\":2,\"payload\":\"\"}")]
        [TestCase("{\"app_id\":4294967296,\"user_id\":\"ada\",\"nonce\":1,\"ctime\":1,\"expire\":2,\"payload\":\"\"}")]
        [TestCase("{\"app_id\":1,\"user_id\":\"a b\",\"nonce\":1,\"ctime\":1,\"expire\":2,\"payload\":\"\"}")]
        [TestCase("{\"app_id\":1,\"user_id\":\"ada\",\"nonce\":2147483648,\"ctime\":1,\"expire\":2,\"payload\":\"\"}")]
        [TestCase("{\"app_id\":1,\"user_id\":\"ada\",\"nonce\":1,\"ctime\":0,\"expire\":2,\"payload\":\"\"}")]
        [TestCase(
            "{\"app_id\":1,\"user_id\":\"ada\",\"nonce\":1,\"ctime\":1,\"expire\":253402300800,\"payload\":\"\"}")]
        [TestCase("{\"app_id\":1,\"user_id\":\"ada\",\"nonce\":01,\"ctime\":1,\"expire\":2,\"payload\":\"\"}")]
        public void of_claims_that_may_not_be_is_left_to_the_strict_reader(string json)
        {
            ScannedClaims scanned = Claims.Scan(json);
            Assert.IsTrue(scanned == null || scanned.Own == null);
        }

        [Test]
        public void of_a_payload_means_what_the_strict_reader_says()
        {
            foreach (string near in Near(PlainPayload))
            {
                if (!near.EndsWith("}", System.StringComparison.Ordinal)) continue;
                // A key of an application is no fault, and takes the longer way.
                string longer = near.Substring(0, near.Length - 1) + ",\"x-a\":1}";
                Assert.AreEqual(FactsOf(longer), FactsOf(near), near);
            }
        }

        private static string FactsOf(string payload)
        {
            try
            {
                Payload facts = Payload.Read(payload, true, Reading.Own);
                return facts.RoomId + " " + facts.Grant.Join + " " + facts.Grant.Publish + " " + facts.Grant.StreamIds;
            }
            catch (KitTokenError refusal)
            {
                return refusal.Code;
            }
        }

        [TestCase("lobby", null)]
        [TestCase("", "{\"role\":\"host\"}")]
        public void of_a_suffix_means_what_the_strict_reader_says(string roomId, string ext)
        {
            Suffix suffix = new Suffix();
            suffix.UserId = "ada";
            suffix.RoomId = roomId;
            suffix.EncodedName = "Zo%C3%AB";
            suffix.AppId = 1234567890;
            suffix.Ext = ext;
            suffix.Signature = new Signature("a2517ef2", Tag);
            int taken = 0;
            foreach (string near in Near(suffix.Write()))
            {
                if (!Names.IsOneLineOfAscii(near)) continue;
                Suffix own = SuffixFields.ReadOwn(near);
                if (own == null) continue;
                JsonReader strict = JsonReader.Scan(near, 1);
                Assert.IsFalse(strict.Spaced || strict.Duplicate, near);
                Suffix read = new Suffix();
                SuffixFields.Read(strict.Object, read, false);
                Assert.AreEqual(read.UserId, own.UserId, near);
                Assert.AreEqual(read.RoomId, own.RoomId, near);
                Assert.AreEqual(read.EncodedName, own.EncodedName, near);
                Assert.AreEqual(read.UserName, own.UserName, near);
                Assert.AreEqual(read.AppId, own.AppId, near);
                Assert.AreEqual(read.Ext, own.Ext, near);
                string sig = strict.Object.Get("sig").Text;
                Assert.AreEqual(sig, own.Signature.ToString(), near);
                Assert.AreEqual(Signature.Read(strict.Object.Get("sig")).Tag, own.Signature.Tag, near);
                taken++;
            }
            Assert.Greater(taken, 1000);
        }
    }
}
