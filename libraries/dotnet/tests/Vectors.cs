// The vectors of spec, read where they are: a change there is a change of these tests.
using System;
using System.Collections.Generic;
using System.IO;
using NUnit.Framework;
using Roompass.Codec;

namespace Roompass.Tests
{
    internal static class Vectors
    {
        private const int MaxDepth = 16;

        /// <summary>The root of the repository, above the folder of the tests.</summary>
        internal static string Root()
        {
            string folder = AppDomain.CurrentDomain.BaseDirectory;
            while (folder != null && !File.Exists(Path.Combine(folder, "spec/token04.md")))
                folder = Path.GetDirectoryName(folder);
            if (folder == null) throw new InvalidOperationException("there is no spec above the tests");
            return folder;
        }

        internal static JsonValue ReadJson(string path)
        {
            JsonReader read = JsonReader.Scan(File.ReadAllText(Path.Combine(Root(), path)), MaxDepth);
            if (read == null) throw new InvalidOperationException(path + " is no JSON");
            return read.Object;
        }

        /// <summary>The tests of a file, named by their ids.</summary>
        internal static IEnumerable<TestCaseData> CasesOf(string file)
        {
            JsonValue vectors = ReadJson("spec/vectors/" + file + ".json");
            List<JsonValue> tests = vectors.Get("tests").Items;
            Assert.AreEqual(vectors.Get("numberOfTests").Integer, tests.Count);
            foreach (JsonValue test in tests) yield return new TestCaseData(test).SetName(test.Get("id").Text);
        }

        internal static List<string> TextsOf(JsonValue list) { return list.Items.ConvertAll(item => item.Text); }
    }
}
