using System;
using System.Text;
using NUnit.Framework;
using Roompass.Codec;

namespace Roompass.Tests
{
    [TestFixture]
    public class CodecTests
    {
        [Test]
        public void base64_decodes_what_the_platform_encodes()
        {
            Random random = new Random(1);
            for (int length = 0; length < 200; length++)
            {
                byte[] bytes = new byte[length];
                random.NextBytes(bytes);
                Assert.AreEqual(bytes, Base64.Decode("04" + Convert.ToBase64String(bytes), 2));
                string url = Convert.ToBase64String(bytes).TrimEnd(new[] { '=' }).Replace('+', '-').Replace('/', '_');
                Assert.AreEqual(url, Bytes.Latin1(Base64.EncodeUrl(bytes, length)));
            }
        }

        [TestCase("A")]
        [TestCase("AA")]
        [TestCase("AAA")]
        [TestCase("AB==")]
        [TestCase("AAB=")]
        [TestCase("A===")]
        [TestCase("====")]
        [TestCase("AA=A")]
        [TestCase("AA==AAAA")]
        [TestCase("AAA\n")]
        [TestCase("AA A")]
        [TestCase("AA-_")]
        [TestCase("AA\u00e4A")]
        [TestCase("AAA\uff21")]
        public void base64_has_one_spelling(string text) { Assert.IsNull(Base64.Decode(text, 0)); }

        [Test]
        public void utf8_is_what_the_strict_decoder_of_the_platform_takes()
        {
            Random random = new Random(2);
            UTF8Encoding strict = new UTF8Encoding(false, true);
            byte[] leads = { 0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0,
                             0xed, 0xef, 0xf0, 0xf4, 0xf5, 0x9f, 0xa0, 0x8f };
            int good = 0;
            for (int round = 0; round < 20000; round++)
            {
                byte[] bytes = new byte[1 + round % 5];
                for (int i = 0; i < bytes.Length; i++)
                    bytes[i] = random.Next(2) == 0 ? leads[random.Next(leads.Length)] : (byte)random.Next(256);
                string expected = null;
                try
                {
                    expected = strict.GetString(bytes);
                    good++;
                }
                catch (ArgumentException)
                {
                }
                Assert.AreEqual(expected, Utf8.Decode(bytes, bytes.Length), Bytes.Hex(bytes, bytes.Length));
            }
            Assert.Greater(good, 1000);
        }

        [TestCase("{}", false, false)]
        [TestCase("{\"a\":1,\"a\":2}", true, false)]
        [TestCase("{\"a\":1,\"\\u0061\":2}", true, false)]
        [TestCase("{ \"a\":1}", false, true)]
        [TestCase("{\"a\":[{}],\"b\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", false, false)]
        public void json_keeps_what_others_forget(string text, bool duplicate, bool spaced)
        {
            JsonReader read = JsonReader.Scan(text, 3);
            Assert.AreEqual(duplicate, read.Duplicate);
            Assert.AreEqual(spaced, read.Spaced);
        }

        [TestCase("")]
        [TestCase("{")]
        [TestCase("[]")]
        [TestCase("{}}")]
        [TestCase("{\"a\"}")]
        [TestCase("{\"a\":}")]
        [TestCase("{\"a\":1,}")]
        [TestCase("{a:1}")]
        [TestCase("{'a':1}")]
        [TestCase("{\"a\":01}")]
        [TestCase("{\"a\":+1}")]
        [TestCase("{\"a\":1.}")]
        [TestCase("{\"a\":.5}")]
        [TestCase("{\"a\":1e}")]
        [TestCase("{\"a\":-}")]
        [TestCase("{\"a\":tru}")]
        [TestCase("{\"a\":nullx}")]
        [TestCase("{\"a\":\"\\x\"}")]
        [TestCase("{\"a\":\"\\u12g4\"}")]
        [TestCase("{\"a\":\"\\u123")]
        [TestCase("{\"a\":\"\n\"}")]
        [TestCase("{\"a\":\"b}")]
        [TestCase("{\"a\":[[[1]]]}")]
        [TestCase("{\"a\":1\u00a0}")]
        public void json_that_is_none_is_null(string text) { Assert.IsNull(JsonReader.Scan(text, 3)); }

        [TestCase("7", 7L)]
        [TestCase("-7", -7L)]
        [TestCase("9007199254740991", 9007199254740991L)]
        [TestCase("9007199254740992", null)]
        [TestCase("99999999999999999999999999999999999999", null)]
        [TestCase("-0", null)]
        [TestCase("1.0", null)]
        [TestCase("1e3", null)]
        public void json_numbers_are_plain_integers_or_odd(string literal, object expected)
        {
            JsonValue value = JsonReader.Scan("{\"a\":" + literal + "}", 1).Object.Get("a");
            Assert.AreEqual(expected == null ? JsonKind.OddNumber : JsonKind.Integer, value.Kind);
            if (expected != null) Assert.AreEqual(expected, value.Integer);
        }

        /// <summary>The stack of a thread would not hold it, if it were gone into.</summary>
        [Test]
        public void json_of_hostile_depth_is_no_harm()
        {
            Assert.IsNull(JsonReader.Scan("{\"a\":" + new string('[', 1000000), 8));
        }

        [Test]
        public void names_survive_percent_encoding()
        {
            foreach (string text in new[] { "", "Ada", "100%", "-_.!~*'()", "Zo\u00eb \u5f20 \ud83d\ude00",
                                            "\0\u007f" })
                Assert.AreEqual(text, Percent.Decode(Percent.Encode(text)));
            Assert.AreEqual("Zo%C3%AB%20%F0%9F%98%80", Percent.Encode("Zo\u00eb \ud83d\ude00"));
        }

        [TestCase("%")]
        [TestCase("%4")]
        [TestCase("%4g")]
        [TestCase("%C3")]
        [TestCase("%C3x")]
        [TestCase("%ED%A0%80")]
        public void percent_encoding_that_is_none_is_null(string text) { Assert.IsNull(Percent.Decode(text)); }

        [Test]
        public void padding_of_any_other_bytes_is_wrong()
        {
            for (int last = 0; last < 256; last++)
            {
                byte[] blocks = new byte[32];
                for (int i = 0; i < 32; i++) blocks[i] = (byte)(i < 32 - last ? 99 : last);
                blocks[31] = (byte)last;
                bool right;
                int end = Padding.Unpad(blocks, out right);
                Assert.AreEqual(last >= 1 && last <= 16, right, last.ToString());
                Assert.AreEqual(right ? 32 - last : 31, end);
            }
        }
    }
}
