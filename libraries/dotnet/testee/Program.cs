// Answers for this library in conformance/languages: JSON lines on standard input and output, as its README says.
using System;
using System.IO;
using System.Text;
using Roompass.Codec;

namespace Roompass.Testee
{
    internal static class Program
    {
        private const int MaxDepth = 16;

        private static int Main()
        {
            UTF8Encoding utf8 = new UTF8Encoding(false);
            using (StreamReader input = new StreamReader(Console.OpenStandardInput(), utf8)) using (
                StreamWriter output = new StreamWriter(Console.OpenStandardOutput(), utf8))
            {
                output.NewLine = "\n";
                for (string line = input.ReadLine(); line != null; line = input.ReadLine())
                {
                    JsonReader request = JsonReader.Scan(line, MaxDepth);
                    if (request == null)
                    {
                        Console.Error.WriteLine("this line is no request");
                        return 1;
                    }
                    output.WriteLine(Answer(request.Object));
                    output.Flush();
                }
            }
            return 0;
        }

        internal static string Answer(JsonValue request)
        {
            JsonValue id = request.Get("id");
            string start = "{\"id\":" + (id == null ? "null" : Numbers.Decimal(id.Integer)) + ",\"ok\":";
            try
            {
                return start + "true,\"result\":" + Operations.Run(request) + "}";
            }
            catch (KitTokenError refusal)
            {
                return start + "false,\"code\":" + Spelling.Text(refusal.Code) + "}";
            }
            catch (ArgumentException)
            {
                return start + "false,\"code\":\"bad_call\"}";
            }
        }
    }
}
