using System;
using System.Collections.Generic;
using System.Reflection;
using NUnit.Framework;
using Roompass.Codec;

namespace Roompass.Tests
{
    [TestFixture]
    public class InspectTests
    {
        public static IEnumerable<TestCaseData> Reasons()
        {
            JsonValue file = Vectors.ReadJson("spec/reasons.json");
            foreach (string part in new[] { "refusals", "explanations" })
                foreach (KeyValuePair<string, JsonValue> reason in file.Get(part).Members.All)
                    yield return new TestCaseData(reason.Key, reason.Value).SetName("reason " + reason.Key);
        }

        [TestCaseSource("Reasons")]
        public void says_the_sentences_of_the_specification(string code, object value)
        {
            JsonValue expected = (JsonValue)value;
            Reason reason = Reason.Of(code);
            Assert.AreEqual(expected.Get("message").Text, reason.Message);
            Assert.AreEqual(expected.Get("fix").Text, reason.Fix);
            Assert.AreEqual(NumbersOf(expected, "web"), reason.Zegocloud.Web);
            Assert.AreEqual(NumbersOf(expected, "native"), reason.Zegocloud.Native);
            Assert.AreEqual(NumbersOf(expected, "zim"), reason.Zegocloud.Zim);
            Assert.AreEqual(NumbersOf(expected, "server"), reason.Zegocloud.Server);
        }

        [Test]
        public void knows_no_code_that_the_specification_does_not()
        {
            List<string> codes = new List<string>();
            foreach (TestCaseData reason in Reasons()) codes.Add((string)reason.Arguments[0]);
            List<string> constants = new List<string>();
            foreach (FieldInfo field in typeof(ReasonCode).GetFields())
                constants.Add((string)field.GetRawConstantValue());
            Assert.That(constants, Is.EquivalentTo(codes));
            People.Wrong("code", () => Reason.Of("token_lost"));
            People.Wrong("code", () => Reason.Of(null));
        }

        [Test]
        public void shows_every_layer()
        {
            string kitToken = KitToken.Mint(People.Ada(), People.Keys(), People.At(People.Now));
            InspectOptions options = new InspectOptions { Now = () => People.Now };
            Report report = KitToken.Inspect(kitToken, People.Keys(), options);
            Assert.IsTrue(report.Ok);
            Assert.IsNull(report.Primary);
            Assert.AreEqual(TokenKind.KitToken, report.Kind);
            Assert.AreEqual(kitToken.Length, report.Layers.Frame.Length);
            Assert.AreEqual("04", report.Layers.Frame.Prefix);
            Assert.IsTrue(report.Layers.Frame.HasSuffix);
            Assert.AreEqual(IvLooks.Base64Url, report.Layers.Envelope.IvLooks);
            Assert.AreEqual(People.Now.AddHours(1), report.Layers.Envelope.ExpiresAt);
            Assert.AreEqual(People.Keys().Keys[0].Kid, report.Layers.Suffix.SignedWith);
            Assert.AreEqual("Ada L.", report.Layers.Suffix.UserName);
            Assert.AreEqual(KeyState.Active, report.Layers.Key.State);
            Assert.AreEqual("ada", report.Layers.Claims.UserId);
            Assert.AreEqual(Trust.Signed, report.Layers.Trust);
            Assert.AreEqual(new[] { Generator.Roompass }, report.Layers.Generators);
        }

        [Test]
        public void says_how_much_is_missing()
        {
            string kitToken = KitToken.Mint(People.Ada(), People.Keys(), People.At(People.Now));
            InspectOptions late = new InspectOptions { Now = () => People.Now.AddSeconds(3642) };
            Report report = KitToken.Inspect(kitToken, People.Keys(), late);
            Assert.AreEqual("The token has expired. It did so 42 seconds ago.", report.Problems[0].Message);
            Assert.That(report.Problems[0].Zegocloud.Web, Has.Member(1102018));
            InspectOptions early = new InspectOptions { Now = () => People.Now.AddSeconds(-95) };
            report = KitToken.Inspect(kitToken, People.Keys(), early);
            Assert.AreEqual(ReasonCode.ClockAhead, report.Primary);
            Assert.That(report.Problems[0].Message, Is.StringEnding("It is so by 95 seconds."));
        }

        [Test]
        public void takes_any_text_without_an_exception()
        {
            string kitToken = KitToken.Mint(People.Ada(), People.Keys());
            Random random = new Random(3);
            Keyring keys = People.Keys();
            for (int round = 0; round < 3000; round++)
            {
                char[] text = kitToken.ToCharArray();
                for (int edits = 1 + random.Next(4); edits > 0; edits--)
                    text[random.Next(text.Length)] = (char)random.Next(random.Next(2) == 0 ? 128 : 65536);
                string broken = new string(text, 0, random.Next(1 + text.Length));
                Assert.IsFalse(KitToken.Inspect(broken, keys).Ok);
            }
        }

        [Test]
        public void expects_one_of_the_two_kinds()
        {
            InspectOptions options = new InspectOptions { Expect = TokenKind.Jwt };
            People.Wrong("options.Expect", () => KitToken.Inspect("", null, options));
        }

        private static int[] NumbersOf(JsonValue reason, string platform)
        {
            JsonValue numbers = reason.Get("zegocloud").Get(platform);
            return numbers == null ? new int[0] : numbers.Items.ConvertAll(number => (int)number.Integer).ToArray();
        }
    }
}
