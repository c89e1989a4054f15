using Kiln.Interchange.Matlab;
using Kiln.Models;
using Kiln.Models.Classification;
using Kiln.Numerics;
using Kiln.Pictures;

namespace Kiln.Classifier;

/// <summary>The arguments, and what becomes of errors: one line and exit code 1.</summary>
internal static class CommandLine
{
    private const int Failure = 1, Shown = 5;

    /// <summary>The file of weights that lies beside the program.</summary>
    private const string Weights = "squeezenet.mat";

    private const string Usage = """
        usage: classifier IMAGE [WEIGHTS]
                 prints the five classes that a photograph most likely shows (PNG, JPEG, BMP, GIF, TGA);
                 WEIGHTS is a model of MatConvNet's with SqueezeNet 1.0, without it squeezenet.mat beside this program
        """;

    /// <summary>Answers.</summary>
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
                case [string image]:
                    Classify(image, Path.Combine(AppContext.BaseDirectory, Weights), output);
                    break;
                case [string image, string weights]:
                    Classify(image, weights, output);
                    break;
                default:
                    throw new UserErrorException($"'{args[2]}' is one argument too many; see 'classifier --help'");
            }

            return 0;
        }
        catch (Exception e) when (e is UserErrorException or MatException or PictureException or VectorWidthException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"classifier: {e.Message.ReplaceLineEndings(" ")}");
            return Failure;
        }
    }

    private static void Classify(string image, string weights, TextWriter output)
    {
        Task<Picture> picture = Task.Run(() => PictureDecoder.Read(image));
        using PictureClassifier classifier = PictureClassifier.Load(weights, maxBatch: 1, threads: 0);
        float[] probabilities = classifier.Classify(picture.GetAwaiter().GetResult());
        foreach (ScoredClass one in ScoredClass.Ranked(probabilities, classifier.Classes).Take(Shown))
            output.WriteLine(one);
    }
}
