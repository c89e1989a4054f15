namespace Kiln;

/// <summary>What a loss, or a measure of errors, compares scores with.</summary>
public enum LossLabels
{
    /// <summary>A class from 0 for an image or for each pixel, an <see cref="int"/>; −1 is ignored.</summary>
    Classes,

    /// <summary>A sign for every element of the scores, a <see cref="float"/>: 1, or −1; 0 is ignored.</summary>
    Signs,

    /// <summary>A finite number for every element of the scores, a <see cref="float"/>.</summary>
    Numbers,
}
