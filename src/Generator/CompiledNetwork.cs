using Kiln.Generator.Diagnostics;
using Kiln.Generator.Rendering;
using Kiln.Generator.Support;

namespace Kiln.Generator;

/// <summary>What becomes of a declared class.</summary>
/// <param name="Files">The files to add; the stub if there are problems.</param>
/// <param name="Problems">What is wrong, for the analyzer to report.</param>
internal sealed record CompiledNetwork(EquatableArray<RenderedFile> Files, EquatableArray<Problem> Problems);
