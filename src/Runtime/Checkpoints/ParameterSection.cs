namespace Kiln.Checkpoints;

/// <summary>The section with the values of the parameters, and that with their averages.</summary>
internal static class ParameterSection
{
    public static void Write(CheckpointWriter writer, string tag, ParameterSet parameters)
    {
        writer.Begin(tag);
        writer.Write(parameters.Arrays.Count);
        foreach (Parameter array in parameters.Arrays)
        {
            writer.Write(array.Description.Name);
            writer.Write(array.Description.Dimensions.Count);
            foreach (int extent in array.Description.Dimensions)
                writer.Write(extent);
            writer.Write(array.Values);
        }

        writer.End();
    }

    /// <summary>Names and extents of the arrays; every length is checked.</summary>
    public static IReadOnlyList<CheckpointArray> ReadArrays(CheckpointReader file, string tag)
    {
        SectionReader section = file.Open(tag);
        CheckpointArray[] arrays = new CheckpointArray[section.Count("the list of arrays", 8)];
        for (int i = 0; i < arrays.Length; i++)
            arrays[i] = ReadArray(ref section, out _);
        section.End();
        return arrays;
    }

    /// <exception cref="CheckpointException">An array differs.</exception>
    public static void Verify(string file, IReadOnlyList<CheckpointArray> saved, NetworkDescription expected)
    {
        for (int i = 0; i < Math.Max(saved.Count, expected.Parameters.Count); i++)
        {
            CheckpointArray? given = i < saved.Count ? saved[i] : null;
            ParameterDescription? needed = i < expected.Parameters.Count ? expected.Parameters[i] : null;
            if (given is null || needed is null || given.Name != needed.Name || !given.Dimensions.SequenceEqual(needed.Dimensions))
            {
                string wanted = needed is null ? "nothing" : new CheckpointArray(needed.Name, needed.Dimensions).ToString();
                throw new CheckpointException(
                    file, $"holds another network's parameters: array {i} is {given?.ToString() ?? "missing"}, but {wanted} of {expected.Name} was expected");
            }
        }
    }

    /// <summary>Copies the values of a verified file.</summary>
    public static void Copy(CheckpointReader file, string tag, ParameterSet parameters)
    {
        SectionReader section = file.Open(tag);
        Span<float> values = parameters.Edit();
        int count = section.Int32();
        for (int i = 0; i < count; i++)
        {
            ReadArray(ref section, out ReadOnlySpan<byte> bytes);
            ParameterDescription array = parameters.Network.Parameters[i];
            SectionReader.Copy(bytes, values.Slice(array.Offset, array.Length));
        }
    }

    /// <summary>Copies the values of a sound file into the arrays of equal names and extents.</summary>
    /// <exception cref="CheckpointException">There is none; nothing is copied.</exception>
    public static LoadReport CopyMatching(CheckpointReader file, string tag, ParameterSet parameters)
    {
        ArrayMatching matching = new(file.File, parameters.Network);
        bool[] taken = [.. ReadArrays(file, tag).Select(given => matching.Find(given.Name) is var array && matching.Takes(given.Name, given.Dimensions.Select(extent => (long)extent), array, array?.Dimensions ?? []))];
        if (matching.Problem is { } problem)
            throw new CheckpointException(file.File, problem);

        SectionReader section = file.Open(tag);
        _ = section.Int32();
        foreach (bool isTaken in taken)
        {
            CheckpointArray given = ReadArray(ref section, out ReadOnlySpan<byte> bytes);
            if (isTaken)
                SectionReader.Copy(bytes, parameters[given.Name].Edit());
        }

        return matching.Report();
    }

    private static CheckpointArray ReadArray(ref SectionReader section, out ReadOnlySpan<byte> values)
    {
        string name = section.Text();
        int[] dimensions = new int[section.Count("the extents of an array", sizeof(int))];
        long length = 1;
        for (int i = 0; i < dimensions.Length; i++)
        {
            dimensions[i] = section.Int32();

            // No array of a file that fits in memory has more values than this; larger products would overflow.
            if (dimensions[i] < 1 || (length *= dimensions[i]) > int.MaxValue)
                throw section.Malformed($"array {name} has extents of {string.Join("×", dimensions[..(i + 1)])}");
        }

        values = section.Floats(length, $"array {name}");
        return new CheckpointArray(name, dimensions);
    }
}
