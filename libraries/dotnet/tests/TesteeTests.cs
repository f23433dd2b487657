using System.Diagnostics;
using System.IO;
using System.Text;
using NUnit.Framework;
using Roompass.Testee;

namespace Roompass.Tests
{
    /// <summary>The program that answers for this library, as a program.</summary>
    [TestFixture]
    public class TesteeTests
    {
        [Test]
        public void answers_line_by_line_while_its_input_is_open()
        {
            using (Process process = Start())
            {
                StreamWriter input = new StreamWriter(process.StandardInput.BaseStream, new UTF8Encoding(false));
                foreach (string[] exchange in Exchanges())
                {
                    input.Write(exchange[0] + "\n");
                    input.Flush();
                    Assert.That(process.StandardOutput.ReadLine(), Is.StringStarting(exchange[1]));
                }
                input.Close();
                process.WaitForExit();
                Assert.AreEqual(0, process.ExitCode);
            }
        }

        [Test]
        public void ends_with_an_error_where_a_line_is_no_request()
        {
            using (Process process = Start())
            {
                process.StandardInput.Write("04#\n");
                process.StandardInput.Close();
                process.WaitForExit();
                Assert.AreEqual(1, process.ExitCode);
                Assert.AreEqual("", process.StandardOutput.ReadToEnd());
            }
        }

        private static string[][] Exchanges()
        {
            const string keyring = "\"keyring\":[{\"appId\":7,\"serverSecret\":" + "\"" + People.Secret + "\"}]";
            const string input = "{\"appId\":7,\"serverSecret\":\"" + People.Secret +
                                 "\",\"userId\":\"ada\",\"roomId\":\"lobby\"," +
                                 "\"userName\":\"Zo\u00eb\",\"grant\":null,\"expiresIn\":60,\"format\":\"cbc\"," +
                                 "\"now\":1767225600,\"nonce\":7}";
            return new[] {
                new[] { "{\"id\":1,\"op\":\"about\"}", "{\"id\":1,\"ok\":true,\"result\":{\"language\":\"dotnet\"," },
                new[] { "{\"id\":2,\"op\":\"mint\",\"in\":" + input + "}",
                        "{\"id\":2,\"ok\":true,\"result\":{\"kitToken\":\"04" },
                new[] { "{\"id\":9,\"op\":\"mintToken04\",\"in\":" +
                            input.Replace("null", "{\"join\":true,\"publish\":false}") + "}",
                        "{\"id\":9,\"ok\":true,\"result\":{\"token04\":\"04" },
                new[] { "{\"id\":3,\"op\":\"mint\",\"in\":" + input.Replace("ada", "") + "}",
                        "{\"id\":3,\"ok\":false,\"code\":\"bad_call\"}" },
                new[] { "{\"id\":4,\"op\":\"verify\",\"kind\":\"token04\",\"options\":{},\"token\":\"\"," + keyring +
                            "}",
                        "{\"id\":4,\"ok\":false,\"code\":\"token_malformed\"}" },
                new[] {
                    "{\"id\":5,\"op\":\"inspect\",\"options\":{\"now\":1767225600},\"token\":\"null\"," + keyring + "}",
                    "{\"id\":5,\"ok\":true,\"result\":{\"kind\":\"unknown\",\"ok\":false,\"primary\":\"placeholder\","
                },
            };
        }

        private static Process Start()
        {
            ProcessStartInfo start = new ProcessStartInfo("mono", "\"" + typeof(Operations).Assembly.Location + "\"");
            start.UseShellExecute = false;
            start.RedirectStandardInput = true;
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
            start.StandardOutputEncoding = new UTF8Encoding(false);
            return Process.Start(start);
        }
    }
}
