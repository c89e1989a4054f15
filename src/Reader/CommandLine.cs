using Kiln.Checkpoints;
using Kiln.Gpu;
using Kiln.Models;
using Kiln.Numerics;
using Kiln.Pictures;
using Kiln.Training;

namespace Kiln.Reader;

/// <summary>The arguments, and what becomes of errors: one line and exit code 1.</summary>
/// <remarks>Two commands with two options each do not pay for a library's start-up: the whole program answers within some milliseconds.</remarks>
internal static class CommandLine
{
    private const int Failure = 1;

    private const string Usage = """
        usage: reader IMAGE [--weights FILE]
                 prints the line of small letters, dark on light, in a picture (PNG, JPEG, BMP, GIF, TGA)
               reader train LETTERS [--epochs N] [--device cpu|gpu] [--out FILE] [--diagnose N]
                 trains on a letters file and writes the weights; without the options 15 epochs, the processor and
                 weights.kiln; gpu is a graphics processor of NVIDIA; --diagnose tells at the end, of N letters,
                 what each layer computes, how many of its units are dead and how far a step moves its weights
        """;

    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where errors go.</param>
    /// <returns>0, or 1 for an error.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            switch (args)
            {
                case [] or ["--help" or "-h"]:
                    output.WriteLine(Usage);
                    break;
                case ["train", .. string[] rest]:
                    Arguments training = Training(rest);
                    TrainCommand.Run(
                        training.Subject, training.Whole("--epochs", standard: 15), training["--device"] ?? "cpu", training["--out"] ?? "weights.kiln", training.Whole("--diagnose", standard: 0), output);
                    break;
                default:
                    Arguments reading = Reading(args);
                    output.WriteLine(ReadCommand.Read(reading.Subject, reading["--weights"]));
                    break;
            }

            return 0;
        }
        catch (Exception e) when (e is UserErrorException or PictureException or CheckpointException or DivergedException or VectorWidthException or GpuException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"reader: {e.Message.ReplaceLineEndings(" ")}");
            return Failure;
        }
    }

    /// <summary>The arguments of a training, after its name.</summary>
    /// <exception cref="UserErrorException">They are not understood.</exception>
    internal static Arguments Training(string[] args) => Arguments.Parse(args, "LETTERS", "--epochs", "--device", "--out", "--diagnose");

    /// <summary>The arguments of a reading.</summary>
    /// <exception cref="UserErrorException">They are not understood.</exception>
    internal static Arguments Reading(string[] args) => Arguments.Parse(args, "IMAGE", "--weights");
}
