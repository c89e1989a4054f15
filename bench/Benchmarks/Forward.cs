using Kiln.Bench.Networks;
using Kiln.Models.Networks;

namespace Kiln.Bench.Benchmarks;

/// <summary>The character network on a hundred letters.</summary>
[Work(typeof(CharacterCnn), Images)]
public class CharacterForward : ForwardBenchmark
{
    private const int Images = 100;

    private protected override (ImageNetwork Fused, ImageNetwork Unfused, ParameterSet Parameters) Create()
    {
        ParameterSet<CharacterCnn> parameters = Workload.Parameters<CharacterCnn>();
        return (new CharacterCnn(parameters, Images, Threads), new PlainCharacterReader(parameters, Images, Threads), parameters);
    }
}

/// <summary>The character network on one letter.</summary>
[Work(typeof(CharacterCnn), 1)]
public class CharacterLatency : ForwardBenchmark
{
    private protected override (ImageNetwork Fused, ImageNetwork Unfused, ParameterSet Parameters) Create()
    {
        ParameterSet<CharacterCnn> parameters = Workload.Parameters<CharacterCnn>();
        return (new CharacterReader(parameters, 1, Threads), new PlainCharacterReader(parameters, 1, Threads), parameters);
    }
}

/// <summary>VGG-VD-16 on one photograph.</summary>
[Work(typeof(Vgg16), 1)]
public class Vgg16Forward : ForwardBenchmark
{
    private protected override (ImageNetwork Fused, ImageNetwork Unfused, ParameterSet Parameters) Create()
    {
        ParameterSet<Vgg16> parameters = Workload.Parameters<Vgg16>();
        return (new Vgg16(parameters, 1, Threads), new PlainVgg16(parameters, 1, Threads), parameters);
    }
}
