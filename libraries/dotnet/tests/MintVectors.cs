using System.Collections.Generic;
using NUnit.Framework;
using Roompass.Codec;
using Roompass.Crypto;
using Roompass.Testee;

namespace Roompass.Tests
{
    [TestFixture]
    public class MintVectors
    {
        public static IEnumerable<TestCaseData> Cases() { return Vectors.CasesOf("mint"); }

        [TestCaseSource("Cases")]
        public void gives_every_layer_byte_for_byte(object vector)
        {
            JsonValue test = (JsonValue)vector;
            JsonValue input = test.Get("in");
            string kitToken = Operations.Mint(input);
            Assert.AreEqual(test.Get("kitToken").Text, kitToken);
            int at = Frame.Split(kitToken, Reading.Own);
            string token04 = kitToken.Substring(0, at);
            byte[] raw = Frame.Decode(kitToken, at, Reading.Own);
            Assert.AreEqual(test.Get("token04").Text, token04);
            Assert.AreEqual(test.Get("raw").Text, HexOf(raw));
            Assert.AreEqual(test.Get("iv").Text, HexOf(Envelope.Read(raw, Reading.Own).Iv));
            Assert.AreEqual(test.Get("suffixJson").Text, Bytes.Latin1(Base64.Decode(kitToken, at + 1)));
            Assert.AreEqual(test.Get("sig").Text, Suffix.Read(kitToken, at + 1, Reading.Own).Signature.ToString());
            SecretKey key = new SecretKey((uint)input.Get("appId").Integer, input.Get("serverSecret").Text);
            Opened opened = Sealing.Open(key, Envelope.Read(raw, Reading.Own), false);
            Assert.IsTrue(opened.IsSealed);
            Assert.AreEqual(test.Get("plaintext").Text, opened.Plaintext);
            Assert.AreEqual(test.Get("payload").Text, Claims.Read(opened.Claims).Payload);
            Assert.AreEqual(test.Get("kid").Text, key.Kid);
        }

        [TestCaseSource("Cases")]
        public void derives_the_keys(object vector)
        {
            JsonValue test = (JsonValue)vector;
            byte[] app = Bytes.U32((uint)test.Get("in").Get("appId").Integer);
            byte[] secret = Bytes.OfLatin1(test.Get("in").Get("serverSecret").Text);
            byte[] pseudorandom = Hkdf.Extract(Bytes.OfLatin1("roompass/v1"), secret);
            byte[] sealInfo = Bytes.Concat(Bytes.OfLatin1("token04-seal\0"), app);
            byte[] signatureInfo = Bytes.Concat(Bytes.OfLatin1("kit-token-signature\0"), app);
            Assert.AreEqual(test.Get("kSeal").Text, HexOf(Hkdf.Expand(pseudorandom, sealInfo, 32)));
            Assert.AreEqual(test.Get("kSig").Text, HexOf(Hkdf.Expand(pseudorandom, signatureInfo, 32)));
        }

        [TestCaseSource("Cases")]
        public void is_verified_as_signed(object vector)
        {
            JsonValue test = (JsonValue)vector;
            JsonValue input = test.Get("in");
            VerifyOptions options = new VerifyOptions();
            options.Accept = Trust.Signed;
            options.Now = () => Requests.TimeOf(input.Get("now"));
            options.MaxLifetime = System.TimeSpan.MaxValue;
            Pass pass = KitToken.Verify(test.Get("kitToken").Text, new Keyring(Requests.KeyOf(input)), options);
            Assert.AreEqual(test.Get("tid").Text, pass.Tid);
            Assert.AreEqual(input.Get("userName").Text, pass.UserName);
            Assert.AreEqual(input.Get("roomId").Text, pass.RoomId);
        }

        private static string HexOf(byte[] bytes) { return Bytes.Hex(bytes, bytes.Length); }
    }
}
