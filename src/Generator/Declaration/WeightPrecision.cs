namespace Kiln.Generator.Declaration;

/// <summary>In how many bits kernels keep the weights that are read once for every image, numbered as in the attribute.</summary>
internal enum WeightPrecision
{
    Single = 0,
    Half = 1,
}
