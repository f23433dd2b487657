// What is collected on the walk through a token.
using System;
using System.Collections.Generic;

namespace Roompass.Inspection
{
    internal sealed class Finding
    {
        internal readonly string Code;

        /// <summary>A sentence about this token in particular, or null.</summary>
        internal readonly string Detail;

        internal Finding(string code) : this(code, null) {}

        internal Finding(string code, string detail)
        {
            Code = code;
            Detail = detail;
        }

        internal Finding(KitTokenError refusal)
            : this(refusal.Code, refusal.Claim == null ? null : "It is about " + refusal.Claim + ".")
        {
        }
    }

    internal sealed class Walk
    {
        internal readonly Layers Layers = new Layers();
        internal readonly List<Finding> Problems = new List<Finding>();
        internal readonly List<Finding> Warnings = new List<Finding>();

        internal static readonly Finding[] Nothing = new Finding[0];

        /// <summary>Runs a step; a refusal becomes a problem, after what <paramref name="explain"/> has to say about
        /// it.</summary>
        internal T Attempt<T>(Func<T> step, Func<KitTokenError, IEnumerable<Finding>> explain)
            where T : class
        {
            try
            {
                return step();
            }
            catch (KitTokenError refusal)
            {
                Problems.AddRange(explain(refusal));
                Problems.Add(new Finding(refusal));
                return null;
            }
        }

        internal T Attempt<T>(Func<T> step)
            where T : class { return Attempt(step, refusal => Nothing); }
    }
}
