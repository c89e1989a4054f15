namespace Kiln;

/// <summary>The mean of every tile of every region of a map, over those pixels that the map has. They share the gradient of the tile equally.</summary>
/// <inheritdoc cref="RegionPoolAttribute" path="/remarks"/>
/// <param name="inputs">The map and the regions, each as <c>nameof(Layer)</c>.</param>
/// <example><code>[RoiAvgPool(nameof(Conv5), nameof(Regions), Rows = 6, Columns = 6, Scale = 1.0 / 16)] public partial Layer Tiles { get; }</code></example>
public sealed class RoiAvgPoolAttribute(params string[] inputs) : RegionPoolAttribute(inputs);
