using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Pictures;

/// <summary>The pictures of a folder that has a sub-folder for each class: the names of the sub-folders, sorted by their characters, are the classes from 0.</summary>
/// <remarks>
/// Opening decodes every file once, on all processors, so that a damaged one is found before a training begins and not in its midst: it is left out and named in
/// <see cref="Skipped"/>. Files and sub-folders whose names begin with a dot are passed over, and so are folders within the sub-folders. <see cref="Read"/> decodes
/// a picture each time, which allocates; where the images fit the memory, <see cref="InMemory"/> decodes them once and for all.
/// </remarks>
/// <example>
/// <code>
/// PictureFolder pictures = PictureFolder.Open("pets/train", new Shape(256, 256, 3));
/// foreach (SkippedPicture skipped in pictures.Skipped)
///     Console.WriteLine(skipped.Reason);
/// trainer.Run(pictures.InMemory().Crop(224, 224).Flip());
/// </code>
/// </example>
public sealed class PictureFolder : IImageSource
{
    private readonly PictureFit fit;
    private readonly string[] files;
    private readonly int[] labels;

    private PictureFolder(Shape shape, PictureFolderOptions options, IReadOnlyList<string> classes, (string Path, int Label)[] found)
    {
        (Shape, fit, Normalization, Classes) = (shape, options.Fit, options.Normalization, classes);
        byte[][] hashes = new byte[found.Length][];
        string?[] reasons = new string?[found.Length];
        Parallel.For(0, found.Length, file =>
        {
            try
            {
                hashes[file] = SHA256.HashData(Pixels(found[file].Path));
            }
            catch (PictureException e)
            {
                reasons[file] = e.Message;
            }
        });

        int[] kept = [.. Enumerable.Range(0, found.Length).Where(file => reasons[file] is null)];
        files = [.. kept.Select(file => found[file].Path)];
        labels = [.. kept.Select(file => found[file].Label)];
        Skipped = [.. found.Index().Where(file => reasons[file.Index] is not null).Select(file => new SkippedPicture(file.Item.Path, reasons[file.Index]!))];

        using IncrementalHash all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (int file in kept)
            all.AppendData(hashes[file]);
        all.AppendData(MemoryMarshal.AsBytes(labels.AsSpan()));
        Fingerprint = string.Create(
            CultureInfo.InvariantCulture,
            $"{Count} pictures as {shape}, mean {Normalization.Mean}, scale {Normalization.Scale}, SHA-256 {Convert.ToHexStringLower(all.GetHashAndReset().AsSpan(0, 8))}");
    }

    /// <inheritdoc/>
    public int Count => files.Length;

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public int LabelsPerImage => 1;

    /// <inheritdoc/>
    public ImageNormalization Normalization { get; }

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <summary>The names of the classes, from class 0 on.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The files of the images, in their order: by class, then by name.</summary>
    public IReadOnlyList<string> Files => files;

    /// <summary>The classes of the images, in their order.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>The files that cannot be read, in the same order, and why.</summary>
    public IReadOnlyList<SkippedPicture> Skipped { get; }

    /// <summary>Finds the pictures of a folder and decodes each once.</summary>
    /// <param name="folder">A folder with a sub-folder of PNG, JPEG, BMP, GIF or TGA files for each class.</param>
    /// <param name="shape">The extents of every image; 1 channel for gray, 3 for red, green and blue.</param>
    /// <param name="options">How pictures become images; null for the defaults.</param>
    /// <exception cref="ArgumentException">The extents hold no pixel, or the channels are neither 1 nor 3.</exception>
    /// <exception cref="PictureException">There is no such folder, no sub-folder, one that is no class, or no picture that can be read.</exception>
    public static PictureFolder Open(string folder, Shape shape, PictureFolderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        PictureFitting.Require(shape, nameof(shape));
        if (!Directory.Exists(folder))
            throw new PictureException($"there is no folder '{folder}'");

        options ??= new PictureFolderOptions();
        string[] names = Names(Directory.EnumerateDirectories(folder));
        if (names.Length == 0)
            throw new PictureException($"'{folder}' has no sub-folder; put the pictures of each class into one with the name of the class");

        string[] classes = options.Classes is { } given ? [.. given] : names;
        (string, int)[] found =
        [
            .. names.SelectMany(name => Names(Directory.EnumerateFiles(Path.Combine(folder, name))).Select(file => (Path.Combine(folder, name, file), ClassOf(name)))),
        ];
        PictureFolder pictures = new(shape, options, classes, found);
        if (pictures.Count != 0)
            return pictures;

        throw new PictureException(
            pictures.Skipped is [var first, ..]
                ? $"none of the {found.Length} files in the sub-folders of '{folder}' can be read; the first: {first.Reason}"
                : $"the sub-folders of '{folder}' have no files; put the pictures of each class into the one with its name");

        int ClassOf(string name) => Array.IndexOf(classes, name) is >= 0 and int label
            ? label
            : throw new PictureException($"the sub-folder '{name}' of '{folder}' is no class; the classes are {string.Join(", ", classes)}");
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such image, or a length does not fit.</exception>
    /// <exception cref="PictureException">The file was changed or removed since the folder was opened.</exception>
    public void Read(int image, SeededRandom random, Span<float> input, Span<int> labels)
    {
        if ((uint)image >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(image), image, $"images run from 0 to {Count - 1}");
        if (labels.Length != 1)
            throw new ArgumentException($"an image has 1 label, but room for {labels.Length} was given", nameof(labels));

        Normalization.Apply(Pixels(files[image]), input);
        labels[0] = this.labels[image];
    }

    /// <summary>The same images decoded into memory, a byte a value.</summary>
    /// <exception cref="InvalidOperationException">They do not fit one array.</exception>
    /// <exception cref="PictureException">A file was changed or removed since the folder was opened.</exception>
    public ImageSet InMemory()
    {
        if ((long)Count * Shape.Count > Array.MaxLength)
            throw new InvalidOperationException($"{Count} images of {Shape} do not fit one array of {Array.MaxLength} bytes; train on the folder itself");

        byte[] pixels = new byte[Count * Shape.Count];
        PictureException?[] failures = new PictureException?[Count];
        Parallel.For(0, Count, image =>
        {
            try
            {
                Pixels(files[image]).CopyTo(pixels, image * Shape.Count);
            }
            catch (PictureException e)
            {
                failures[image] = e;
            }
        });

        return failures.FirstOrDefault(failure => failure is not null) is { } first ? throw first : new ImageSet(Shape, pixels, labels, Normalization);
    }

    private byte[] Pixels(string path)
    {
        byte[] pixels = new byte[Shape.Count];
        PictureFitting.Prepare(PictureDecoder.Read(path), fit, Shape, pixels);
        return pixels;
    }

    /// <summary>The same order on every system, whatever its language.</summary>
    private static string[] Names(IEnumerable<string> paths) =>
        [.. paths.Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)];
}
