namespace Kiln;

/// <summary>In how many bits kernels keep the weights that are read once for every image.</summary>
public enum WeightPrecision
{
    /// <summary>32 bits, as the parameters.</summary>
    Single = 0,

    /// <summary>16 bits, where reading the weights is what takes the time: those of fully connected layers, and of others with more than 2,097,152 (8 MB), unless these are computed in
    /// Winograd's domain. A weight is off by at most 1/2048 of itself, or by 2⁻²⁸ of the largest of its layer. The parameters stay as they are: only the copies that kernels read are
    /// rounded.</summary>
    Half = 1,
}
