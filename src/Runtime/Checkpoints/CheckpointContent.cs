using System.Globalization;
using Kiln.Data;
using Kiln.Training;

namespace Kiln.Checkpoints;

/// <summary>Composes and takes apart whole files.</summary>
internal static class CheckpointContent
{
    /// <summary>The bytes of a file. What is null or empty gets no section.</summary>
    public static byte[] Compose(
        ParameterSet parameters, ImageNormalization? normalization, string classes, Optimizer? optimizer,
        IReadOnlyList<TrainingSetting> settings, IReadOnlyList<EpochReport> history, ParameterSet? average = null)
    {
        NetworkDescription network = parameters.Network;
        int arrays = 1 + (optimizer?.State.Count ?? 0) + (average is null ? 0 : 1);
        long estimate = 65_536 + ((long)arrays * network.ParameterCount * sizeof(float));
        CheckpointWriter writer = new((int)Math.Min(estimate, Array.MaxLength));
        NetworkSection.Write(writer, network);
        ParameterSection.Write(writer, CheckpointFormat.Parameters, parameters);
        if (normalization is not null)
        {
            writer.Begin(CheckpointFormat.Normalization);
            writer.Write(new[] { normalization.Mean, normalization.Scale });
            writer.End();
        }

        if (classes.Length != 0)
        {
            writer.Begin(CheckpointFormat.Classes);
            writer.Write(classes);
            writer.End();
        }

        if (optimizer is not null)
            OptimizerSection.Write(writer, optimizer, network);
        if (average is not null)
            ParameterSection.Write(writer, CheckpointFormat.Average, average);
        if (history.Count != 0)
            TrainingSection.Write(writer, settings, history);
        if (history.Any(OwnErrorSection.IsIn))
            OwnErrorSection.Write(writer, history);
        return writer.Finish();
    }

    /// <summary>Everything a file says besides the values; the values' lengths are checked.</summary>
    /// <exception cref="CheckpointException">The file is malformed.</exception>
    public static CheckpointInfo Describe(CheckpointReader file)
    {
        (string name, IReadOnlyList<LayerDescription> layers) = NetworkSection.Read(file);
        (IReadOnlyList<TrainingSetting> settings, IReadOnlyList<EpochReport> history) =
            file.Has(CheckpointFormat.Training) ? TrainingSection.Read(file) : ([], []);
        if (file.Has(CheckpointFormat.OwnErrors))
            history = OwnErrorSection.Read(file, history);
        return new CheckpointInfo(
            name, layers, ParameterSection.ReadArrays(file, CheckpointFormat.Parameters), ReadNormalization(file), ReadClasses(file), settings, history);
    }

    /// <summary>Checks that a file fits a network.</summary>
    /// <exception cref="CheckpointException">The file is malformed or another network's.</exception>
    public static CheckpointInfo Verify(CheckpointReader file, NetworkDescription network)
    {
        CheckpointInfo info = Describe(file);
        NetworkSection.Verify(file.File, info.Network, info.Layers, network);
        ParameterSection.Verify(file.File, info.Arrays, network);
        return info;
    }

    private static ImageNormalization? ReadNormalization(CheckpointReader file)
    {
        if (!file.Has(CheckpointFormat.Normalization))
            return null;

        SectionReader section = file.Open(CheckpointFormat.Normalization);
        Span<float> values = stackalloc float[2];
        SectionReader.Copy(section.Floats(2, "mean and scale"), values);
        section.End();
        try
        {
            return new ImageNormalization(values[0], values[1]);
        }
        catch (ArgumentOutOfRangeException)
        {
            // The exception's own message has two lines.
            throw section.Malformed(string.Create(
                CultureInfo.InvariantCulture, $"mean {values[0]} and scale {values[1]}, but both must be finite and the scale above 0"));
        }
    }

    private static string ReadClasses(CheckpointReader file)
    {
        if (!file.Has(CheckpointFormat.Classes))
            return "";

        SectionReader section = file.Open(CheckpointFormat.Classes);
        string classes = section.Text();
        section.End();
        return classes;
    }
}
