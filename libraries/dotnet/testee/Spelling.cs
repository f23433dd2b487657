// From the values of the library to the JSON of the vectors.
using System;
using System.Collections.Generic;
using System.Text;
using Roompass.Codec;

namespace Roompass.Testee
{
    internal static class Spelling
    {
        private static readonly string[] Kinds = {
            "unknown", "kit-token", "token04", "token03", "jwt", "app-sign", "server-secret-like", "empty",
        };

        internal static string Text(string text)
        {
            return text == null ? "null" : new StringBuilder().AppendJson(text).ToString();
        }

        internal static string KindOf(TokenKind kind) { return Kinds[(int)kind]; }

        internal static TokenKind KindOf(string kind)
        {
            int place = Array.IndexOf(Kinds, kind);
            if (place < 0) throw new ArgumentException("must be a kind of token", "expect");
            return (TokenKind)place;
        }

        internal static string GeneratorOf(Generator generator)
        {
            return generator == Generator.WebKit ? "web-kit" : Lower(generator);
        }

        private static string Lower(Enum value) { return value.ToString().ToLowerInvariant(); }

        internal static string Of(Report report)
        {
            return "{\"kind\":" + Text(KindOf(report.Kind)) + ",\"ok\":" + Of(report.Ok) +
                   ",\"primary\":" + Text(report.Primary) + ",\"problems\":" + Codes(report.Problems) +
                   ",\"warnings\":" + Codes(report.Warnings) + "}";
        }

        private static string Codes(IEnumerable<Problem> problems)
        {
            List<string> codes = new List<string>();
            foreach (Problem problem in problems) codes.Add(problem.Code);
            return List(codes);
        }

        /// <summary>The fields in the order of kit-token.md 6.</summary>
        internal static string Of(Pass pass)
        {
            StringBuilder json = new StringBuilder("{");
            json.Append("\"trust\":").Append(Text(Lower(pass.Trust)));
            json.Append(",\"appId\":").Append(Numbers.Decimal(pass.AppId));
            json.Append(",\"userId\":").Append(Text(pass.UserId));
            json.Append(",\"roomId\":").Append(Text(pass.RoomId));
            json.Append(",\"userName\":").Append(Text(pass.UserName));
            json.Append(",\"grant\":").Append(Of(pass.Grant));
            json.Append(",\"issuedAt\":").Append(Numbers.Decimal(Numbers.Seconds(pass.IssuedAt)));
            json.Append(",\"expiresAt\":").Append(Numbers.Decimal(Numbers.Seconds(pass.ExpiresAt)));
            json.Append(",\"tid\":").Append(Text(pass.Tid));
            json.Append(",\"kid\":").Append(Text(pass.Kid));
            json.Append(",\"format\":").Append(Text(Lower(pass.Format)));
            json.Append(",\"payload\":").Append(Text(pass.Payload));
            json.Append(",\"ext\":").Append(Text(pass.Ext));
            return json.Append(",\"claimed\":").Append(Of(pass.Claimed)).Append('}').ToString();
        }

        private static string Of(Claimed claimed)
        {
            if (claimed == null) return "null";
            return "{\"roomId\":" + Text(claimed.RoomId) + ",\"userName\":" + Text(claimed.UserName) + "}";
        }

        private static string Of(Grant grant)
        {
            string streams = grant.StreamIds == null ? "null" : List(grant.StreamIds);
            return "{\"join\":" + Of(grant.Join) + ",\"publish\":" + Of(grant.Publish) + ",\"streamIds\":" + streams +
                   "}";
        }

        private static string Of(bool value) { return value ? "true" : "false"; }

        private static string List(IEnumerable<string> texts)
        {
            List<string> items = new List<string>();
            foreach (string text in texts) items.Add(Text(text));
            return "[" + string.Join(",", items.ToArray()) + "]";
        }
    }
}
