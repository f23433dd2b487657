namespace Roompass
{
    /// <summary>The options of inspecting: those of verifying, and what belongs where the text was found.</summary>
    public sealed class InspectOptions : VerifyOptions
    {
        /// <summary>
        /// <see cref="TokenKind.KitToken"/> or <see cref="TokenKind.Token04"/>: which of the two belongs here. Default
        /// null: what it looks like.
        /// </summary>
        public TokenKind? Expect { get; set; }
    }
}
