using System.Collections.Generic;
using NUnit.Framework;
using Roompass.Codec;
using Roompass.Testee;

namespace Roompass.Tests
{
    [TestFixture]
    public class DiagnosisVectors
    {
        public static IEnumerable<TestCaseData> Cases() { return Vectors.CasesOf("diagnosis"); }

        [TestCaseSource("Cases")]
        public void names_the_kind_and_what_is_wrong(object vector)
        {
            JsonValue test = (JsonValue)vector;
            Report report = Operations.Inspect(test);
            List<string> problems = CodesOf(report.Problems);
            Assert.AreEqual(test.Get("kind").Text, Spelling.KindOf(report.Kind));
            Assert.AreEqual(test.Get("primary").Text, report.Primary, string.Join(" ", problems.ToArray()));
            Assert.That(Vectors.TextsOf(test.Get("problems")), Is.SubsetOf(problems));
            Assert.That(Vectors.TextsOf(test.Get("warnings")), Is.SubsetOf(CodesOf(report.Warnings)));
            Assert.AreEqual(report.Problems.Count == 0, report.Ok);
            AssertMisleadsNobody(report, test);
        }

        [TestCaseSource("Cases")]
        public void guesses_the_generator(object vector)
        {
            JsonValue expected = ((JsonValue)vector).Get("generators");
            if (expected == null) return;
            List<string> found = new List<string>();
            foreach (Generator generator in Operations.Inspect((JsonValue)vector).Layers.Generators)
                found.Add(Spelling.GeneratorOf(generator));
            Assert.That(found, Is.EquivalentTo(Vectors.TextsOf(expected)));
        }

        [TestCaseSource("Cases")]
        public void says_what_it_can_without_any_key(object vector)
        {
            JsonValue test = (JsonValue)vector;
            InspectOptions options = Requests.Fill(new InspectOptions(), test.Get("options"));
            if (test.Get("expect") != null) options.Expect = Spelling.KindOf(test.Get("expect").Text);
            Report report = KitToken.Inspect(test.Get("text").Text, null, options);
            Assert.AreEqual(test.Get("keyless").Text, report.Primary);
            AssertMisleadsNobody(report, test);
        }

        /// <summary>With keys, a report is content exactly when verifying is.</summary>
        [TestCaseSource("Cases")]
        public void agrees_with_verify(object vector)
        {
            JsonValue test = (JsonValue)vector;
            string text = test.Get("text").Text;
            Report report = Operations.Inspect(test);
            bool alone = Requests.TextOf(test, "expect") == null ? report.Kind == TokenKind.Token04
                                                                 : test.Get("expect").Text == "token04";
            Keyring keys = Requests.KeyringOf(test.Get("keyring"));
            VerifyOptions options = Requests.Fill(new VerifyOptions(), test.Get("options"));
            bool taken = true;
            try
            {
                if (alone)
                    KitToken.VerifyToken04(text, keys, options);
                else
                    KitToken.Verify(text, keys, options);
            }
            catch (KitTokenError)
            {
                taken = false;
            }
            Assert.AreEqual(taken, report.Ok);
        }

        private static void AssertMisleadsNobody(Report report, JsonValue test)
        {
            if (test.Get("absent") == null) return;
            foreach (string code in Vectors.TextsOf(test.Get("absent")))
            {
                Assert.That(CodesOf(report.Problems), Has.No.Member(code));
                Assert.That(CodesOf(report.Warnings), Has.No.Member(code));
            }
        }

        private static List<string> CodesOf(IEnumerable<Problem> problems)
        {
            List<string> codes = new List<string>();
            foreach (Problem problem in problems) codes.Add(problem.Code);
            return codes;
        }
    }
}
