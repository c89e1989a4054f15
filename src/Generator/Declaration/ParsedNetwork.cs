using Kiln.Generator.Diagnostics;
using Kiln.Generator.Support;

namespace Kiln.Generator.Declaration;

/// <summary>What the parser found: the declaration, and what is needed where the declaration is wrong. The only value Roslyn caches.</summary>
/// <param name="Declaration">What the user wrote; incomplete if there are problems.</param>
/// <param name="Outline">The C# around it.</param>
/// <param name="Problems">Mistakes in the declaration itself.</param>
/// <param name="Reported">Whether a mistake shows elsewhere already: the C# compiler reports it, or it is in the network that an
/// <c>[InferenceOf]</c> class reads. One mistake gets one message, so nothing more is said.</param>
internal sealed record ParsedNetwork(NetworkDeclaration Declaration, ClassOutline Outline, EquatableArray<Problem> Problems, bool Reported);

/// <summary>The user's class as C# sees it: what a part added to it must repeat, and what it must leave out.</summary>
/// <param name="Keyword"><c>class</c> or <c>record</c>.</param>
/// <param name="TypeParameters"><c>&lt;T&gt;</c>, or empty.</param>
/// <param name="Containers">Heads of the classes around it, the outermost first: <c>partial class Outer</c>.</param>
/// <param name="Extensible">Whether another file may add a part at all.</param>
/// <param name="Derivable">Whether the added part may name a base class and constructors.</param>
/// <param name="Properties">The declared partial properties that carry a layer.</param>
internal sealed record ClassOutline(
    string Keyword, string TypeParameters, EquatableArray<string> Containers, bool Extensible, bool Derivable, EquatableArray<PropertyOutline> Properties);

/// <summary>A declared partial property.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Head">Modifiers, type and name: <c>public partial global::Kiln.Layer Image</c>.</param>
/// <param name="Accessors"><c>get</c>, and what else was written.</param>
internal sealed record PropertyOutline(string Name, string Head, EquatableArray<string> Accessors);
