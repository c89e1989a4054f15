using System.Globalization;
using Kiln.Inspection;

namespace Kiln.Training;

/// <summary>How often a network takes each class for each: a row for every true class, a column for every class that the network says. With labels a pixel, pixels are counted.</summary>
/// <remarks>The network says the class of the highest score, of equal scores the lowest. Labels of −1 are not counted.</remarks>
public sealed class ConfusionMatrix
{
    private readonly long[] counts;

    /// <summary>Counts of 0.</summary>
    /// <param name="classes">How many classes there are; at least 1.</param>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        Classes = classes;
        counts = new long[(long)classes * classes];
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>How many images were counted.</summary>
    public long Total => counts.Sum();

    /// <summary>Share of all images that were taken for another class; not a number where none was counted.</summary>
    public double Error => 1 - ((double)Enumerable.Range(0, Classes).Sum(k => this[k, k]) / Total);

    /// <summary>How often a class was taken for one.</summary>
    /// <param name="label">The true class, from 0.</param>
    /// <param name="said">The class that the network says, from 0.</param>
    public long this[int label, int said] =>
        (uint)label < (uint)Classes && (uint)said < (uint)Classes
            ? counts[((long)label * Classes) + said]
            : throw new ArgumentOutOfRangeException(nameof(label), $"classes {label} and {said} were asked for, but classes run from 0 to {Classes - 1}");

    /// <summary>How many images of a class were counted.</summary>
    /// <param name="label">The class, from 0.</param>
    public long ImagesOf(int label) => Enumerable.Range(0, Classes).Sum(said => this[label, said]);

    /// <summary>Share of the images of a class that were taken for another; not a number where there is no image of it.</summary>
    /// <param name="label">The class, from 0.</param>
    public double ErrorOf(int label) => 1 - ((double)this[label, label] / ImagesOf(label));

    /// <summary>Counts images. Allocates nothing.</summary>
    /// <param name="scores">The scores of images, of every pixel as many as there are classes.</param>
    /// <param name="labels">A class for every image, or for every pixel.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is out of range.</exception>
    public void Add(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels)
    {
        int pixels = scores.Length / Classes;
        if (labels.IsEmpty || scores.Length % Classes != 0 || pixels % labels.Length != 0)
            throw new ArgumentException($"{labels.Length} labels and {scores.Length} scores were given, but every label needs {Classes} scores", nameof(labels));

        int share = pixels / labels.Length;
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            int label = labels[pixel / share];
            if (label < -1 || label >= Classes)
                throw new ArgumentException($"label {label} is not a class: classes run from 0 to {Classes - 1}, −1 is ignored", nameof(labels));
            if (label >= 0)
                counts[((long)label * Classes) + Best(scores.Slice(pixel * Classes, Classes))]++;
        }
    }

    /// <summary>A table with a row for every class: its images, the share of them that was taken for another class, and how often it was taken for each.</summary>
    /// <param name="names">The classes' names; empty for their numbers.</param>
    /// <exception cref="ArgumentException">Another number of names than classes.</exception>
    public string Format(IReadOnlyList<string>? names = null)
    {
        names ??= [.. Enumerable.Range(0, Classes).Select(Number)];
        if (names.Count != Classes)
            throw new ArgumentException($"{names.Count} names were given for {Classes} classes", nameof(names));

        return TextTable.Format(
        [
            ["class", "images", "error %", .. names],
            .. Enumerable.Range(0, Classes).Select(label => (IReadOnlyList<string>)
            [
                names[label], Number(ImagesOf(label)), ImagesOf(label) == 0 ? "n/a" : (100 * ErrorOf(label)).ToString("F2", CultureInfo.InvariantCulture),
                .. Enumerable.Range(0, Classes).Select(said => Number(this[label, said])),
            ]),
        ]);
    }

    /// <summary>The table with the classes' numbers.</summary>
    public override string ToString() => Format();

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(int value) => Number((long)value);

    /// <summary>The class of the highest score; of equal scores the lowest.</summary>
    internal static int Best(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int k = 1; k < scores.Length; k++)
        {
            if (scores[k] > scores[best])
                best = k;
        }

        return best;
    }
}
