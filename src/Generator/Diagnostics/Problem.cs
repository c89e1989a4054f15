using System.Linq;
using Kiln.Generator.Support;

namespace Kiln.Generator.Diagnostics;

/// <summary>Something wrong with a declaration: what the stages return instead of a Roslyn diagnostic.</summary>
/// <param name="Id">Diagnostic id, <c>KILN0301</c>.</param>
/// <param name="Layer">The layer it is about; null for the class.</param>
/// <param name="Argument">The argument of the layer's attribute it is about; null for the whole attribute.</param>
/// <param name="Arguments">What fills the message.</param>
internal sealed record Problem(string Id, string? Layer, string? Argument, EquatableArray<string> Arguments)
{
    public Problem(string id, string? layer, string? argument, params string[] arguments)
        : this(id, layer, argument, new EquatableArray<string>(arguments.Select(MessageText.OneLine)))
    {
    }
}
