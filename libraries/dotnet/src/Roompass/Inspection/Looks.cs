// What a text is by its looks, before anything is decoded.
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace Roompass.Inspection
{
    internal static class Looks
    {
        private static readonly Look[] All = {
            new Look(TokenKind.Unknown, @"^(?:undefined|null|NaN|\[object [A-Za-z0-9_]+\])\z", ReasonCode.Placeholder),
            new Look(TokenKind.KitToken, "^(?:undefined|null)?#", ReasonCode.TokenMissing),
            // Every token of these centuries begins so.
            new Look(TokenKind.KitToken, "^04[^#]*#.*04AAAAA", ReasonCode.TwoTokens),
            new Look(TokenKind.Token04, "^04.+04AAAAA", ReasonCode.TwoTokens),
            new Look(TokenKind.KitToken, "^04[^#]*#[^#]*#", ReasonCode.KitTokenTwice),
            new Look(TokenKind.KitToken, "^04[^#]*#", null),
            // Before the prefixes: an AppSign and a secret may begin with 03 or 04 as well.
            new Look(TokenKind.AppSign, @"^[0-9a-fA-F]{64}\z", ReasonCode.AppSignGiven),
            new Look(TokenKind.ServerSecretLike, @"^[0-9a-fA-F]{32}\z", ReasonCode.ServerSecretGiven),
            new Look(TokenKind.Jwt, @"^eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\z", ReasonCode.JwtGiven),
            new Look(TokenKind.Token03, @"^03[A-Za-z0-9+/=]{40,}\z", ReasonCode.Token03Given),
            new Look(TokenKind.Token04, "^04", null),
        };

        /// <summary>The kind of a text; what is worth saying about its looks goes to the findings.</summary>
        internal static TokenKind KindOf(string text, List<Finding> findings)
        {
            if (Mending.Trim(text).Length == 0)
            {
                findings.Add(new Finding(ReasonCode.Empty));
                return TokenKind.Empty;
            }
            foreach (Look look in All)
            {
                if (!look.Pattern.IsMatch(text)) continue;
                if (look.Code != null) findings.Add(new Finding(look.Code));
                return look.Kind;
            }
            findings.Add(
                new Finding(SuffixFaults.LooksLikeOne(text) ? ReasonCode.SuffixGiven : ReasonCode.NotAKitToken));
            return TokenKind.Unknown;
        }

        private sealed class Look
        {
            internal readonly TokenKind Kind;
            internal readonly Regex Pattern;

            /// <summary>Null where there is nothing to say.</summary>
            internal readonly string Code;

            internal Look(TokenKind kind, string pattern, string code)
            {
                Kind = kind;
                Pattern = new Regex(pattern, RegexOptions.Singleline | RegexOptions.CultureInvariant);
                Code = code;
            }
        }
    }
}
