using System.Globalization;

namespace Kiln;

/// <summary>The checks at the public border, all worded alike: what, how many were given, how many are needed.</summary>
internal static class Require
{
    public static void Length(int given, int needed, string what, string parameter)
    {
        if (given != needed)
            throw new ArgumentException($"{what} needs {needed} values, but {given} were given", parameter);
    }

    /// <summary>As many values as one map has. The message is only made where it is needed: this is called at every step.</summary>
    public static void Map(int given, Shape shape, string what, string parameter)
    {
        if (given != shape.Values)
            throw new ArgumentException($"{what} of {shape} needs {shape.Values} values, but {given} were given", parameter);
    }

    /// <summary>Numbers that a network can compute with: one NaN makes all scores of its image, and all gradients of its batch, NaN.</summary>
    /// <param name="map">The map of one image.</param>
    /// <param name="shape">Its extents.</param>
    /// <param name="image">Which image of the call.</param>
    /// <param name="what">The input, for the message.</param>
    /// <param name="parameter">The parameter that gave it.</param>
    public static void Finite(ReadOnlySpan<float> map, Shape shape, int image, string what, string parameter)
    {
        if (NotFinite(map, shape, image, what) is { } message)
            throw new ArgumentException(message, parameter);
    }

    /// <summary>Where the first number is that is none; null if all are.</summary>
    public static string? NotFinite(ReadOnlySpan<float> map, Shape shape, int image, string what)
    {
        int at = 0;
        while (at < map.Length && float.IsFinite(map[at]))
            at++;

        if (at == map.Length)
            return null;

        int pixel = at / shape.Channels;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{what} has {map[at]} at image {image}, row {pixel / shape.Width}, column {pixel % shape.Width}, channel {at % shape.Channels}, where a finite number is needed");
    }

    /// <summary>How many elements the images of one call take together, if one array holds them.</summary>
    /// <param name="each">Elements an image.</param>
    /// <param name="maxBatch">The images.</param>
    /// <param name="limit">The most elements of one array.</param>
    /// <param name="what">The elements, in the plural.</param>
    /// <param name="network">The network's name.</param>
    public static int Fits(long each, int maxBatch, int limit, string what, string network)
    {
        long images = each == 0 ? int.MaxValue : limit / each;
        if (maxBatch <= images)
            return (int)(each * maxBatch);

        throw new ArgumentException(
            images == 0
                ? string.Create(CultureInfo.InvariantCulture, $"{network} needs {each:N0} {what} per image, but one buffer holds at most {limit:N0}, so that not even one image fits")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{network} needs {each:N0} {what} per image, so at most {images:N0} images fit one buffer of {limit:N0} {what}, but {maxBatch:N0} were asked for; pass a maxBatch of at most {images:N0}"),
            nameof(maxBatch));
    }

    /// <summary>How many images a span holds.</summary>
    public static int Images(int given, Shape shape, int maxBatch, string parameter)
    {
        int images = given / shape.Count;
        if (given == 0 || images * shape.Count != given)
            throw new ArgumentException($"images of {shape} take {shape.Count} floats each, but {given} floats were given, which is not a whole number of images", parameter);
        if (images > maxBatch)
            throw new ArgumentException($"{images} images were given ({given} floats), but the network was built for at most {maxBatch} at once; pass a larger maxBatch to its constructor", parameter);
        return images;
    }
}
