using System.Collections.Generic;
using NUnit.Framework;
using Roompass.Codec;
using Roompass.Testee;

namespace Roompass.Tests
{
    [TestFixture]
    public class VerifyVectors
    {
        public static IEnumerable<TestCaseData> Verify() { return Vectors.CasesOf("verify"); }

        public static IEnumerable<TestCaseData> Dialects() { return Vectors.CasesOf("dialects"); }

        /// <summary>A token that is no string cannot be passed, but for null.</summary>
        public static IEnumerable<TestCaseData> Hostile()
        {
            foreach (TestCaseData test in Vectors.CasesOf("hostile"))
            {
                JsonKind kind = ((JsonValue)test.Arguments[0]).Get("token").Kind;
                if (kind == JsonKind.String || kind == JsonKind.Null) yield return test;
            }
        }

        [TestCaseSource("Verify")]
        public void gives_the_pass_or_refuses_with_the_code(object vector)
        {
            JsonValue test = (JsonValue)vector;
            AssertOutcome(test.Get("expected"), test);
        }

        [TestCaseSource("Hostile")]
        public void refuses_hostile_tokens_with_the_code(object vector)
        {
            JsonValue test = (JsonValue)vector;
            Assert.AreEqual(test.Get("code").Text, CodeOf(test));
        }

        [TestCaseSource("Dialects")]
        public void reads_what_official_generators_spell(object vector)
        {
            JsonValue test = (JsonValue)vector;
            AssertOutcome(test.Get("default"), test);
            test.Get("options").Members.Set("accept", new JsonValue("bare"));
            AssertOutcome(test.Get("bare"), test);
        }

        private static void AssertOutcome(JsonValue expected, JsonValue test)
        {
            JsonValue pass = expected.Get("pass");
            if (pass == null)
                Assert.AreEqual(expected.Get("code").Text, CodeOf(test));
            else
                Assert.AreEqual(Spell(pass), Spell(JsonReader.Scan(Spelling.Of(Operations.Verify(test)), 8).Object));
        }

        private static string CodeOf(JsonValue test)
        {
            try
            {
                Operations.Verify(test);
                return "taken";
            }
            catch (KitTokenError refusal)
            {
                return refusal.Code;
            }
        }

        /// <summary>A value as text, whatever the order of its keys was.</summary>
        private static string Spell(JsonValue value)
        {
            switch (value.Kind)
            {
                case JsonKind.String: return Spelling.Text(value.Text);
                case JsonKind.Integer: return Numbers.Decimal(value.Integer);
                case JsonKind.Array: return "[" + string.Join(",", value.Items.ConvertAll(Spell).ToArray()) + "]";
                case JsonKind.Object:
                    List<string> members = new List<string>();
                    foreach (KeyValuePair<string, JsonValue> member in value.Members.All)
                        members.Add(Spelling.Text(member.Key) + ":" + Spell(member.Value));
                    members.Sort(string.CompareOrdinal);
                    return "{" + string.Join(",", members.ToArray()) + "}";
                default: return value.Kind.ToString();
            }
        }
    }
}
