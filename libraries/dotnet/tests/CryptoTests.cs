using System.Collections.Generic;
using System.Security.Cryptography;
using NUnit.Framework;
using Roompass.Codec;
using Roompass.Crypto;

namespace Roompass.Tests
{
    /// <summary>Wycheproof's vectors, which lie with the TypeScript library, and tokens that official generators
    /// made.</summary>
    [TestFixture]
    public class CryptoTests
    {
        public static IEnumerable<TestCaseData> Gcm() { return Wycheproof("aes_gcm"); }

        public static IEnumerable<TestCaseData> Cbc() { return Wycheproof("aes_cbc_pkcs5"); }

        public static IEnumerable<TestCaseData> Hkdfs() { return Wycheproof("hkdf_sha256"); }

        public static IEnumerable<TestCaseData> Hmacs() { return Wycheproof("hmac_sha256"); }

        /// <summary>Those whose plaintext is known, and whose generator made no mistake.</summary>
        public static IEnumerable<TestCaseData> Dialects()
        {
            foreach (TestCaseData data in Vectors.CasesOf("dialects"))
            {
                JsonValue test = (JsonValue)data.Arguments[0];
                bool readable = test.Get("bare").Get("pass") != null;
                if (test.Get("plaintext").Kind == JsonKind.String && readable) yield return data;
            }
        }

        private static IEnumerable<TestCaseData> Wycheproof(string name)
        {
            JsonValue file = Vectors.ReadJson("libraries/typescript/test/wycheproof/" + name + "_test.json");
            foreach (JsonValue group in file.Get("testGroups").Items)
                foreach (JsonValue test in group.Get("tests").Items)
                    yield return new TestCaseData(test).SetName(name + "-" + test.Get("tcId").Integer);
        }

        [TestCaseSource("Gcm")]
        public void gcm_is_that_of_wycheproof(object vector)
        {
            JsonValue test = (JsonValue)vector;
            BlockCipher cipher = new BlockCipher(BytesOf(test, "key"));
            byte[] nonce = BytesOf(test, "iv");
            byte[] text = Bytes.Concat(BytesOf(test, "ct"), BytesOf(test, "tag"));
            bool valid = test.Get("result").Text == "valid";
            bool right;
            byte[] opened = Crypto.Gcm.Open(cipher, nonce, text, out right);
            Assert.AreEqual(valid, right);
            if (!valid) return;
            Assert.AreEqual(test.Get("msg").Text, Bytes.Hex(opened, opened.Length));
            Assert.AreEqual(text, Crypto.Gcm.Seal(cipher, nonce, opened));
        }

        [TestCaseSource("Cbc")]
        public void cbc_with_padding_is_that_of_wycheproof(object vector)
        {
            JsonValue test = (JsonValue)vector;
            BlockCipher cipher = new BlockCipher(BytesOf(test, "key"));
            byte[] text = BytesOf(test, "ct");
            bool valid = test.Get("result").Text == "valid";
            bool right = false;
            int length = 0;
            byte[] blocks = new byte[0];
            // What is no whole number of blocks never comes here: R6.
            if (text.Length > 0 && text.Length % 16 == 0)
            {
                blocks = cipher.DecryptCbc(BytesOf(test, "iv"), text);
                length = Padding.Unpad(blocks, out right);
            }
            Assert.AreEqual(valid, right);
            if (!valid) return;
            Assert.AreEqual(test.Get("msg").Text, Bytes.Hex(blocks, length));
            Assert.AreEqual(text, cipher.EncryptCbc(BytesOf(test, "iv"), Padding.Pad(Bytes.Slice(blocks, 0, length))));
        }

        [TestCaseSource("Hkdfs")]
        public void hkdf_is_that_of_wycheproof(object vector)
        {
            JsonValue test = (JsonValue)vector;
            // Lengths that RFC 5869 does not allow are asked for nowhere.
            if (test.Get("result").Text != "valid") return;
            byte[] pseudorandom = Hkdf.Extract(BytesOf(test, "salt"), BytesOf(test, "ikm"));
            byte[] key = Hkdf.Expand(pseudorandom, BytesOf(test, "info"), (int)test.Get("size").Integer);
            Assert.AreEqual(test.Get("okm").Text, Bytes.Hex(key, key.Length));
        }

        [TestCaseSource("Hmacs")]
        public void hmac_is_that_of_wycheproof(object vector)
        {
            JsonValue test = (JsonValue)vector;
            byte[] message = BytesOf(test, "msg");
            byte[] tag = BytesOf(test, "tag");
            byte[] key = BytesOf(test, "key");
            int cut = message.Length / 3;
            byte[] rest = Bytes.Slice(message, cut, message.Length - cut);
            SHA256 hash = SHA256.Create();
            for (int round = 0; round < 2; round++)
            {
                byte[] computed = new Mac(key, Bytes.Slice(message, 0, cut)).TagOf(hash, rest, rest.Length);
                bool right = Bytes.Equal(tag, Bytes.Slice(computed, 0, tag.Length));
                Assert.AreEqual(test.Get("result").Text == "valid", right);
            }
        }

        /// <summary>One cipher for several messages: what went through before does not show.</summary>
        [TestCaseSource("Dialects")]
        public void gives_the_bytes_of_official_generators_under_their_iv(object vector)
        {
            JsonValue test = (JsonValue)vector;
            string token = test.Get("token").Text.Split(new[] { '#' })[0];
            byte[] raw = Base64.Decode(token, 2);
            byte[] plaintext = Utf8.Encode(test.Get("plaintext").Text);
            byte[] iv = BytesOf(test, "iv");
            bool gcm = test.Get("format").Text == "gcm";
            BlockCipher cipher = new BlockCipher(Bytes.OfLatin1(test.Get("keyring").Items[0].Get("serverSecret").Text));
            for (int round = 0; round < 2; round++)
            {
                byte[] text =
                    gcm ? Crypto.Gcm.Seal(cipher, iv, plaintext) : cipher.EncryptCbc(iv, Padding.Pad(plaintext));
                long expire = (long)Bytes.ReadU32(raw, 0) << 32 | Bytes.ReadU32(raw, 4);
                TokenFormat format = gcm ? TokenFormat.Gcm : TokenFormat.Cbc;
                Assert.AreEqual(token, Frame.Encode(new Envelope(format, expire, iv, text).ToBytes()));
            }
        }

        private static byte[] BytesOf(JsonValue test, string key)
        {
            string hex = test.Get(key).Text;
            byte[] bytes = new byte[hex.Length / 2];
            for (int i = 0; i < bytes.Length; i++)
                bytes[i] = (byte)(Percent.HexValue(hex[2 * i]) << 4 | Percent.HexValue(hex[2 * i + 1]));
            return bytes;
        }
    }
}
