using System.Diagnostics;
using System.Globalization;
using Kiln;
using Kiln.Checkpoints;
using Kiln.Models.Networks;

// `start make FILE` writes weights; `start FILE` answers with them, with --trusted as a file that came with the program, and with --times says where the time went.
if (args is ["make", var made])
{
    ParameterSet<ResNet50> drawn = new();
    drawn.Initialize(Initialization.He, seed: 1);
    WeightsFile.Save(made, drawn);
    return;
}

long start = Stopwatch.GetTimestamp();
double before = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds;
ParameterSet<ResNet50> parameters = new();
_ = WeightsFile.Load(args[0], parameters, trusted: args.Contains("--trusted"));
double loaded = Passed();
using ResNet50 net = new(parameters, maxBatch: 1, threads: 2);
float[] image = new float[net.Description.InputShape.Count];
Array.Fill(image, 0.5f);
double built = Passed();
float[] scores = [.. net.Forward(image)];
double answered = Passed();
Console.WriteLine($"class {Array.IndexOf(scores, scores.Max())}");
if (args.Contains("--times"))
{
    net.Forward(image);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"ms: {before:0} before, {loaded:0} to load, {built - loaded:0} to build, {answered - built:0} to the answer, of which {Passed() - answered:0} for a second one"));
}

double Passed() => Stopwatch.GetElapsedTime(start).TotalMilliseconds;
