namespace Kiln;

/// <summary>The maximum of every tile of every region of a map. The gradient of a tile goes to its first maximum, down the columns from left to right.</summary>
/// <inheritdoc cref="RegionPoolAttribute" path="/remarks"/>
/// <param name="inputs">The map and the regions, each as <c>nameof(Layer)</c>.</param>
/// <example><code>[RoiMaxPool(nameof(Conv5), nameof(Regions), Rows = 6, Columns = 6, Scale = 1.0 / 16)] public partial Layer Tiles { get; }</code></example>
public sealed class RoiMaxPoolAttribute(params string[] inputs) : RegionPoolAttribute(inputs);
