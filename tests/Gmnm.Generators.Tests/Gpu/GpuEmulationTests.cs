namespace Gmnm.Generators.Tests.Gpu;

/// <summary>
/// Generated kernels on the emulation against the generated code for the CPU, for every seventh network of the tables; for all of
/// them, which takes minutes, where <c>GMNM_EMULATE=all</c>, and for the third of eight parts of them where it is <c>3/8</c>.
/// </summary>
[Collection(GpuCollection.Name)]
public sealed class GpuEmulationTests(GpuEmulation emulation)
{
    public static TheoryData<int, string> Networks
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var index in Chosen(Environment.GetEnvironmentVariable("GMNM_EMULATE"), GpuNetworks.All.Count))
            {
                data.Add(index, GpuNetworks.All[index].Name);
            }

            return data;
        }
    }

    /// <summary>Two to five samples: one that no tile has whole, and no more because every thread is one of the system.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void ResultsAreTheCpus(int index, string name) =>
        new GpuCheck(emulation.Device, GpuNetworks.All[index], GpuNetworks.Create(index)).Agrees(batch: 2 + (name.Length % 4));

    private static IEnumerable<int> Chosen(string? which, int count)
    {
        var numbers = (which ?? "").Split('/');
        return numbers.Length == 2 && int.TryParse(numbers[0], out var part) && int.TryParse(numbers[1], out var parts)
            ? Enumerable.Range(0, count).Skip((part - 1) * count / parts).Take((part * count / parts) - ((part - 1) * count / parts))
            : Enumerable.Range(0, count).Where(index => which == "all" || index % 7 == 0);
    }
}
