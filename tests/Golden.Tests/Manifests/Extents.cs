namespace Kiln.Golden.Tests.Manifests;

/// <summary>The dimensions of an array of MATLAB.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Channels; of a filter, those that it reads.</param>
/// <param name="Count">Images; of a bank of filters, how many.</param>
internal readonly record struct Extents(int Height, int Width, int Channels, int Count);
