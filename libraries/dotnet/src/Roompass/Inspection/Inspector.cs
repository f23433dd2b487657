// Explains any text that may be a token. For people who help and for tools; whether someone may come in is verifying's
// answer alone.
using System;
using System.Collections.Generic;
using Roompass.Codec;
using Roompass.Verification;

namespace Roompass.Inspection
{
    internal static class Inspector
    {
        /// <summary>
        /// Nothing longer is looked at. Generators have made tokens of 96 thousand characters, which shall still be
        /// explained.
        /// </summary>
        private const int MaxLength = 262144;

        internal static Report Inspect(string text, Keyring keys, InspectOptions options)
        {
            if (options == null) options = new InspectOptions();
            TokenKind? expect = options.Expect;
            if (expect != null && !IsToken(expect.Value))
                throw new ArgumentOutOfRangeException("options.Expect", "must be KitToken, Token04 or null");
            Terms terms = new Terms(options);
            if (text == null) return Say(new Finding(ReasonCode.NotText));
            if (text.Length > MaxLength)
            {
                string detail = "It has " + Numbers.Decimal(text.Length) + " characters.";
                return Say(new Finding(ReasonCode.TokenMalformed, detail));
            }
            List<Finding> before = new List<Finding>();
            string mended = Mending.Mend(text, before);
            TokenKind kind = Looks.KindOf(mended, before);
            Walk walk = new Walk();
            walk.Problems.AddRange(before);
            if (!IsToken(kind)) return new Report(kind, walk);
            if (expect != null && expect != kind)
                walk.Problems.Add(
                    new Finding(kind == TokenKind.KitToken ? ReasonCode.KitTokenGiven : ReasonCode.Token04Given));
            int at = mended.IndexOf('#');
            string token04 = at < 0 ? mended : mended.Substring(0, at);
            new LayerWalk(walk, keys, terms).Through(token04, at < 0 ? null : mended.Substring(at + 1));
            // Whatever was guessed: the last word is verifying's, on the text as it came.
            if (keys != null) AddRefusal(walk, text, expect ?? kind, keys, terms);
            return new Report(kind, walk);
        }

        private static bool IsToken(TokenKind kind) { return kind == TokenKind.KitToken || kind == TokenKind.Token04; }

        private static Report Say(Finding finding)
        {
            Walk walk = new Walk();
            walk.Problems.Add(finding);
            return new Report(TokenKind.Unknown, walk);
        }

        private static void AddRefusal(Walk walk, string text, TokenKind kind, Keyring keys, Terms terms)
        {
            try
            {
                if (kind == TokenKind.Token04)
                    Verifier.VerifyToken04(text, keys, terms);
                else
                    Verifier.Verify(text, keys, terms);
            }
            catch (KitTokenError refusal)
            {
                walk.Problems.Add(new Finding(refusal.Code));
            }
        }
    }
}
