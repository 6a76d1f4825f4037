/* Runs PTX: each instruction for all lanes of a warp, lanes apart until they meet again, warps in turn from barrier to barrier. */
#include "ptx.h"
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 256, MOST_SHARED = 48 * 1024, ALL_WARPS = 255 };
static const uint32_t All = 0xFFFFFFFF;

/* What all warps of a launch have in common. */
struct launch
{
    const struct program *program;
    const char *parameters;
    unsigned group[3];
    struct block block;      /* that was accessed last */
    uint32_t period;         /* from one barrier to the next: a number for each, of the whole launch */
    uint64_t *executed;      /* how often each operation was, or null */
    char *message;
    jmp_buf failed;
    char shared[MOST_SHARED] __attribute__((aligned(64)));
    /* For each word of shared memory the period, shifted by 8, and the warp that wrote and read it last, from 1. */
    uint32_t written[MOST_SHARED / 4], read[MOST_SHARED / 4];
};

struct warp
{
    struct launch *launch;
    char *registers;
    uint32_t index, active, live;
    int depth;
    struct { int next, meet; uint32_t lanes; } stack[DEPTH];  /* lanes that go together, above those that they will meet */
    const struct operation *waiting;  /* the barrier that it is at */
};

static void fail(const struct warp *warp, const struct operation *operation, const char *format, ...)
{
    struct launch *launch = warp->launch;
    char what[200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    snprintf(launch->message, MESSAGE, "%.100s, line %d, group %u %u %u, warp %u: %s",
        launch->program->name, operation->line, launch->group[0], launch->group[1], launch->group[2], warp->index, what);
    longjmp(launch->failed, 1);
}

static inline void *at(struct warp *w, const struct operation *o, int operand) { return w->registers + o->registers[operand]; }

/* An instruction that gives each active lane the value of an expression of its operands a, b and c. */
#define EACH(name, to, from, expression) \
    static void name(struct warp *w, const struct operation *o) \
    { \
        to *d = at(w, o, 0); \
        const from *a = at(w, o, 1), *b = at(w, o, 2), *c = at(w, o, 3); \
        (void)b; (void)c; \
        if (w->active == All) \
        { \
            _Pragma("GCC ivdep") \
            for (int i = 0; i < LANES; i++) d[i] = (to)(expression); \
        } \
        else \
        { \
            for (int i = 0; i < LANES; i++) \
                if (w->active >> i & 1) d[i] = (to)(expression); \
        } \
    }

typedef uint32_t u32;
typedef int32_t s32;
typedef uint64_t u64;
typedef int64_t s64;

/* Of integers of 32 bits the quotient in double, cut, is exact. A divisor of zero may give anything. */
static inline s32 quotient(s32 a, s32 b) { return (s32)((double)a / (b ? b : 1)); }
static inline u32 unsigned_quotient(u32 a, u32 b) { return (u32)(s64)((double)a / (b ? b : 1)); }
static inline s32 truncated(double value) { return isnan(value) ? 0 : value >= INT_MAX ? INT_MAX : value <= INT_MIN ? INT_MIN : (s32)value; }

EACH(mov_32, u32, u32, a[i])
EACH(mov_64, u64, u64, a[i])
EACH(add_32, u32, u32, a[i] + b[i])
EACH(add_64, u64, u64, a[i] + b[i])
EACH(sub_32, u32, u32, a[i] - b[i])
EACH(mul_32, u32, u32, a[i] * b[i])
EACH(mad_64, u64, u64, a[i] * b[i] + c[i])
EACH(mul_wide, u64, u32, (u64)a[i] * b[i])
EACH(div_s32, s32, s32, quotient(a[i], b[i]))
EACH(rem_s32, s32, s32, (s32)((u32)a[i] - (u32)quotient(a[i], b[i]) * (u32)b[i]))
EACH(rem_u32, u32, u32, a[i] - unsigned_quotient(a[i], b[i]) * b[i])
EACH(min_s32, s32, s32, a[i] < b[i] ? a[i] : b[i])
EACH(and_32, u32, u32, a[i] & b[i])
EACH(or_32, u32, u32, a[i] | b[i])
EACH(xor_32, u32, u32, a[i] ^ b[i])
EACH(shl_32, u32, u32, b[i] > 31 ? 0 : a[i] << b[i])
EACH(shr_s32, s32, s32, a[i] >> ((u32)b[i] > 31 ? 31 : b[i]))
EACH(shr_u32, u32, u32, b[i] > 31 ? 0 : a[i] >> b[i])
EACH(add_f32, float, float, a[i] + b[i])
EACH(sub_f32, float, float, a[i] - b[i])
EACH(mul_f32, float, float, a[i] * b[i])
EACH(div_f32, float, float, a[i] / b[i])
EACH(rcp_f32, float, float, 1 / a[i])
EACH(neg_f32, float, float, -a[i])
EACH(abs_f32, float, float, fabsf(a[i]))
EACH(sqrt_f32, float, float, sqrtf(a[i]))
EACH(ex2_f32, float, float, exp2f(a[i]))
EACH(lg2_f32, float, float, log2f(a[i]))
EACH(add_f64, double, double, a[i] + b[i])
EACH(sub_f64, double, double, a[i] - b[i])
EACH(mul_f64, double, double, a[i] * b[i])
EACH(div_f64, double, double, a[i] / b[i])
EACH(neg_f64, double, double, -a[i])
EACH(f32_of_f64, float, double, a[i])
EACH(f32_of_s32, float, s32, a[i])
EACH(f64_of_s32, double, s32, a[i])
EACH(s32_of_f32, s32, float, truncated(a[i]))
EACH(s32_of_f64, s32, double, truncated(a[i]))
EACH(u32_of_u64, u32, u64, a[i])

/* The number of places is in 32 bits. */
static void shr_u64(struct warp *w, const struct operation *o)
{
    u64 *d = at(w, o, 0);
    const u64 *a = at(w, o, 1);
    const u32 *b = at(w, o, 2);
    for (int i = 0; i < LANES; i++)
        if (w->active >> i & 1) d[i] = b[i] > 63 ? 0 : a[i] >> b[i];
}

#define SELECT(name, type) \
    static void name(struct warp *w, const struct operation *o) \
    { \
        type *d = at(w, o, 0); \
        const type *a = at(w, o, 1), *b = at(w, o, 2); \
        const u32 *p = at(w, o, 3); \
        for (int i = 0; i < LANES; i++) \
            if (w->active >> i & 1) d[i] = *p >> i & 1 ? a[i] : b[i]; \
    }

SELECT(selp_32, u32)
SELECT(selp_64, u64)

/* A predicate is a bit for each lane. */
static inline void set(struct warp *w, const struct operation *o, u32 bits)
{
    u32 *d = at(w, o, 0);
    *d = (*d & ~w->active) | (bits & w->active);
}

#define COMPARE(name, type, condition, and_then) \
    static void name(struct warp *w, const struct operation *o) \
    { \
        const type *a = at(w, o, 1), *b = at(w, o, 2); \
        u32 lanes[LANES], bits = 0; \
        for (int i = 0; i < LANES; i++) lanes[i] = (condition) ? 1u << i : 0; \
        for (int i = 0; i < LANES; i++) bits |= lanes[i]; \
        set(w, o, bits and_then); \
    }

COMPARE(eq_s32, s32, a[i] == b[i], )
COMPARE(ne_s32, s32, a[i] != b[i], )
COMPARE(lt_s32, s32, a[i] < b[i], )
COMPARE(lo_u32, u32, a[i] < b[i], )
COMPARE(hs_u32, u32, a[i] >= b[i], )
COMPARE(le_s32, s32, a[i] <= b[i], )
COMPARE(gt_s32, s32, a[i] > b[i], )
COMPARE(ge_s32, s32, a[i] >= b[i], )
COMPARE(ge_or_s32, s32, a[i] >= b[i], | *(const u32 *)at(w, o, 3))
COMPARE(eq_f32, float, a[i] == b[i], )
COMPARE(lt_f32, float, a[i] < b[i], )
COMPARE(le_f32, float, a[i] <= b[i], )
COMPARE(gt_f32, float, a[i] > b[i], )
COMPARE(ltu_f32, float, !(a[i] >= b[i]), )
COMPARE(gtu_f32, float, !(a[i] <= b[i]), )
COMPARE(neu_f32, float, !(a[i] == b[i]), )

#define LOGIC(name, expression) \
    static void name(struct warp *w, const struct operation *o) \
    { \
        u32 a = *(const u32 *)at(w, o, 1), b = *(const u32 *)at(w, o, 2); \
        (void)b; \
        set(w, o, expression); \
    }

LOGIC(mov_pred, a)
LOGIC(not_pred, ~a)
LOGIC(and_pred, a & b)
LOGIC(or_pred, a | b)

/* Memory of the device: the whole access is in one block, at a multiple of its size. */
static char *global(struct warp *w, const struct operation *o, u64 address, size_t bytes, size_t alignment)
{
    struct block *block = &w->launch->block;
    if (address - block->address >= block->bytes) *block = device_block(address);
    if (address - block->address >= block->bytes) fail(w, o, "an address in no block");
    if (block->bytes - (address - block->address) < bytes) fail(w, o, "%zu bytes that are partly beyond their block of %zu", bytes, block->bytes);
    if (address % alignment) fail(w, o, "%zu bytes at an address that is no multiple of them", alignment);
    return (char *)(uintptr_t)address;
}

/* Between two barriers a word that a warp writes is its own. */
static char *shared(struct warp *w, const struct operation *o, u64 address, size_t bytes, bool writes)
{
    struct launch *launch = w->launch;
    if (address > MOST_SHARED || address + bytes > (u64)launch->program->shared_bytes) fail(w, o, "shared memory that is not declared");
    if (address % bytes) fail(w, o, "%zu bytes of shared memory at %llu", bytes, (unsigned long long)address);
    const u32 now = launch->period << 8, mine = now | (w->index + 1);
    for (u64 word = address / 4; word < (address + bytes) / 4; word++)
    {
        u32 *written = &launch->written[word], *read = &launch->read[word];
        if (*written > now && *written != mine) fail(w, o, "shared memory at %llu that warp %u wrote since the last barrier", (unsigned long long)address, (*written & 255) - 1);
        if (writes && *read > now && *read != mine) fail(w, o, "writes shared memory at %llu that another warp read since the last barrier", (unsigned long long)address);
        if (writes) *written = mine;
        else *read = *read > now && *read != mine ? now | ALL_WARPS : mine;
    }

    return launch->shared + address;
}

/* Lanes that follow each other at once, where the space does not look at each. */
#define MEMORY(name, words, first, address_at, whole, each) \
    static void name(struct warp *w, const struct operation *o) \
    { \
        const u64 *addresses = at(w, o, address_at); \
        u32 *values[words]; \
        for (int i = 0; i < words; i++) values[i] = at(w, o, first + i); \
        if (whole && w->active == All) \
        { \
            u64 apart = 0; \
            for (int i = 0; i < LANES; i++) apart |= addresses[i] - addresses[0] - 4 * (u64)i; \
            if (!apart) \
            { \
                u32 *place = (u32 *)global(w, o, addresses[0] + (u64)o->offset, 4 * LANES, 4); \
                for (int i = 0; i < LANES; i++) { u32 *word = place + i; const int k = 0; each; } \
                return; \
            } \
        } \
        for (int i = 0; i < LANES; i++) \
        { \
            if (!(w->active >> i & 1)) continue; \
            u32 *word = (u32 *)PLACE(addresses[i] + (u64)o->offset, 4 * words); \
            for (int k = 0; k < words; k++, word++) { each; } \
        } \
    }

#define PLACE(address, bytes) global(w, o, address, bytes, bytes)
MEMORY(ld_32, 1, 0, 1, true, values[k][i] = *word)
MEMORY(ld_v4, 4, 0, 4, false, values[k][i] = *word)
MEMORY(st_32, 1, 1, 0, true, *word = values[k][i])
MEMORY(st_v4, 4, 1, 0, false, *word = values[k][i])
#undef PLACE
#define PLACE(address, bytes) shared(w, o, address, bytes, false)
MEMORY(ld_shared_32, 1, 0, 1, false, values[k][i] = *word)
MEMORY(ld_shared_v4, 4, 0, 4, false, values[k][i] = *word)
#undef PLACE
#define PLACE(address, bytes) shared(w, o, address, bytes, true)
MEMORY(st_shared_32, 1, 1, 0, false, *word = values[k][i])
MEMORY(st_shared_v4, 4, 1, 0, false, *word = values[k][i])

#define PARAMETER(name, type) \
    static void name(struct warp *w, const struct operation *o) \
    { \
        type *d = at(w, o, 0), value; \
        memcpy(&value, w->launch->parameters + o->offset, sizeof value); \
        for (int i = 0; i < LANES; i++) \
            if (w->active >> i & 1) d[i] = value; \
    }

PARAMETER(ld_param_32, u32)
PARAMETER(ld_param_64, u64)

/* All lanes are there, as the mask says; segments are whole warps. */
#define SHUFFLE(name, lane) \
    static void name(struct warp *w, const struct operation *o) \
    { \
        u32 *d = at(w, o, 0), a[LANES]; \
        const u32 *b = at(w, o, 2), *clamp = at(w, o, 3), *mask = at(w, o, 4); \
        if (w->active != All || *mask != All || *clamp != LANES - 1) fail(w, o, "a shuffle without all lanes"); \
        memcpy(a, at(w, o, 1), sizeof a); \
        for (int i = 0; i < LANES; i++) d[i] = a[(lane) & (LANES - 1)]; \
    }

SHUFFLE(shfl_bfly, (u32)i ^ b[i])
SHUFFLE(shfl_idx, b[i])

static float towards_zero(double value)
{
    float nearest = (float)value;
    return fabs(nearest) > fabs(value) ? nextafterf(nearest, 0) : nearest;
}

/* D = A B + C of 16 by 8 by 8: factors lose their last 13 bits, the sum is cut. */
static void mma_tf32(struct warp *w, const struct operation *o)
{
    if (w->active != All) fail(w, o, "a product of tensor cores without all lanes");
    float a[16][8], b[8][8], c[16][8];
    for (int i = 0; i < LANES; i++)
    {
        const int row = i / 4, column = i % 4;
        for (int k = 0; k < 4; k++)
        {
            u32 bits = ((const u32 *)at(w, o, 4 + k))[i] & ~0x1FFFu;
            memcpy(&a[row + 8 * (k & 1)][column + 4 * (k >> 1)], &bits, 4);
            c[row + 8 * (k >> 1)][2 * column + (k & 1)] = ((const float *)at(w, o, 10 + k))[i];
        }

        for (int k = 0; k < 2; k++)
        {
            u32 bits = ((const u32 *)at(w, o, 8 + k))[i] & ~0x1FFFu;
            memcpy(&b[column + 4 * k][row], &bits, 4);
        }
    }

    for (int row = 0; row < 16; row++)
    {
        double sums[8];
        for (int n = 0; n < 8; n++) sums[n] = c[row][n];
        for (int k = 0; k < 8; k++)
            for (int n = 0; n < 8; n++) sums[n] += (double)a[row][k] * b[k][n];
        for (int n = 0; n < 8; n++) c[row][n] = towards_zero(sums[n]);
    }

    for (int i = 0; i < LANES; i++)
        for (int k = 0; k < 4; k++) ((float *)at(w, o, k))[i] = c[i / 4 + 8 * (k >> 1)][2 * (i % 4) + (k & 1)];
}

const struct instruction *ptx_instruction(const char *name)
{
    static const struct instruction all[] = {
        {"mov.b32", "ww", mov_32, NONE}, {"mov.f32", "ww", mov_32, NONE}, {"mov.b64", "ll", mov_64, NONE}, {"mov.f64", "ll", mov_64, NONE},
        {"mov.pred", "pp", mov_pred, NONE}, {"not.pred", "pp", not_pred, NONE}, {"and.pred", "ppp", and_pred, NONE}, {"or.pred", "ppp", or_pred, NONE},
        {"add.s32", "www", add_32, NONE}, {"sub.s32", "www", sub_32, NONE}, {"mul.lo.s32", "www", mul_32, NONE}, {"min.s32", "www", min_s32, NONE},
        {"div.s32", "www", div_s32, NONE}, {"rem.s32", "www", rem_s32, NONE}, {"rem.u32", "www", rem_u32, NONE},
        {"and.b32", "www", and_32, NONE}, {"or.b32", "www", or_32, NONE}, {"xor.b32", "www", xor_32, NONE},
        {"shl.b32", "www", shl_32, NONE}, {"shr.s32", "www", shr_s32, NONE}, {"shr.u32", "www", shr_u32, NONE}, {"shr.u64", "llw", shr_u64, NONE},
        {"add.u64", "lll", add_64, NONE}, {"add.s64", "lll", add_64, NONE}, {"mad.lo.u64", "llll", mad_64, NONE}, {"mul.wide.u32", "lww", mul_wide, NONE},
        {"selp.b32", "wwwp", selp_32, NONE}, {"selp.b64", "lllp", selp_64, NONE},
        {"setp.eq.s32", "pww", eq_s32, NONE}, {"setp.ne.s32", "pww", ne_s32, NONE}, {"setp.ne.u32", "pww", ne_s32, NONE}, {"setp.lt.s32", "pww", lt_s32, NONE}, {"setp.lo.u32", "pww", lo_u32, NONE}, {"setp.hs.u32", "pww", hs_u32, NONE},
        {"setp.le.s32", "pww", le_s32, NONE}, {"setp.gt.s32", "pww", gt_s32, NONE}, {"setp.ge.s32", "pww", ge_s32, NONE}, {"setp.ge.or.s32", "pwwp", ge_or_s32, NONE},
        {"setp.eq.f32", "pww", eq_f32, NONE}, {"setp.lt.f32", "pww", lt_f32, NONE}, {"setp.le.f32", "pww", le_f32, NONE}, {"setp.gt.f32", "pww", gt_f32, NONE},
        {"setp.ltu.f32", "pww", ltu_f32, NONE}, {"setp.gtu.f32", "pww", gtu_f32, NONE}, {"setp.neu.f32", "pww", neu_f32, NONE},
        {"add.f32", "www", add_f32, NONE}, {"sub.f32", "www", sub_f32, NONE}, {"mul.f32", "www", mul_f32, NONE}, {"div.rn.f32", "www", div_f32, NONE},
        {"rcp.rn.f32", "ww", rcp_f32, NONE}, {"rcp.approx.f32", "ww", rcp_f32, NONE}, {"neg.f32", "ww", neg_f32, NONE}, {"abs.f32", "ww", abs_f32, NONE}, {"sqrt.rn.f32", "ww", sqrt_f32, NONE},
        {"ex2.approx.f32", "ww", ex2_f32, NONE}, {"lg2.approx.f32", "ww", lg2_f32, NONE},
        {"add.f64", "lll", add_f64, NONE}, {"sub.f64", "lll", sub_f64, NONE}, {"mul.f64", "lll", mul_f64, NONE}, {"div.rn.f64", "lll", div_f64, NONE}, {"neg.f64", "ll", neg_f64, NONE},
        {"cvt.rn.f32.f64", "wl", f32_of_f64, NONE}, {"cvt.rn.f32.s32", "ww", f32_of_s32, NONE}, {"cvt.rn.f64.s32", "lw", f64_of_s32, NONE},
        {"cvt.rzi.s32.f32", "ww", s32_of_f32, NONE}, {"cvt.rzi.s32.f64", "wl", s32_of_f64, NONE}, {"cvt.u32.u64", "wl", u32_of_u64, NONE},
        {"ld.param.b32", "wa", ld_param_32, NONE}, {"ld.param.f32", "wa", ld_param_32, NONE}, {"ld.param.b64", "la", ld_param_64, NONE},
        {"ld.f32", "wa", ld_32, NONE}, {"ld.b32", "wa", ld_32, NONE}, {"ld.v4.f32", "wwwwa", ld_v4, NONE}, {"st.f32", "aw", st_32, NONE}, {"st.v4.f32", "awwww", st_v4, NONE},
        {"ld.shared.f32", "wa", ld_shared_32, NONE}, {"ld.shared.v4.f32", "wwwwa", ld_shared_v4, NONE},
        {"st.shared.f32", "aw", st_shared_32, NONE}, {"st.shared.v4.f32", "awwww", st_shared_v4, NONE},
        {"shfl.sync.bfly.b32", "wwwww", shfl_bfly, NONE}, {"shfl.sync.idx.b32", "wwwww", shfl_idx, NONE},
        {"mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32", "wwwwwwwwwwwwww", mma_tf32, NONE},
        {"bra", "t", NULL, BRANCH}, {"bra.uni", "t", NULL, BRANCH}, {"brx.idx", "wt", NULL, INDEXED_BRANCH}, {"bar.sync", "w", NULL, BARRIER}, {"ret", "", NULL, EXIT},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].name, name) == 0) return &all[i];
    return NULL;
}

/* Lanes that are to go on their own way until they meet the others. */
static void part(struct warp *w, const struct operation *o, u32 lanes, int next)
{
    if (!lanes || next == o->meet) return;
    if (w->depth == DEPTH) fail(w, o, "too many branches in each other");
    w->stack[w->depth].next = next;
    w->stack[w->depth].meet = o->meet;
    w->stack[w->depth++].lanes = lanes;
}

/* Those that are together now go on where they meet: there they are with others, if those wait there too. */
static void meet(struct warp *w, const struct operation *o)
{
    w->stack[w->depth - 1].next = o->meet;
    if (o->meet < 0 || o->meet == w->stack[w->depth - 1].meet) w->depth--;
}

/* Runs to the next barrier, or to the end. */
static void run(struct warp *w)
{
    const struct program *program = w->launch->program;
    uint64_t *executed = w->launch->executed;
    w->waiting = NULL;
    while (w->depth)
    {
        const int top = w->depth - 1;
        w->active = w->stack[top].lanes & w->live;
        const struct operation *o = program->operations + w->stack[top].next;
        const struct operation *const stop = w->stack[top].meet < 0 ? NULL : program->operations + w->stack[top].meet;
        bool together = w->active;
        if (!together) w->depth--;
        while (together)
        {
            while (o != stop && o->run)
            {
                if (executed) executed[o - program->operations]++;
                o->run(w, o);
                o++;
            }

            if (executed && o != stop) executed[o - program->operations]++;
            const int next = (int)(o + 1 - program->operations);
            together = false;
            if (o == stop) w->depth--;
            else if (o->control == BRANCH)
            {
                const u32 taken = o->guard < 0 ? w->active : w->active & (*(const u32 *)(w->registers + o->guard) ^ (o->negated ? All : 0));
                together = !taken || taken == w->active;
                if (together) o = taken ? program->operations + o->target : o + 1;
                else
                {
                    meet(w, o);
                    part(w, o, taken, o->target);
                    part(w, o, w->active & ~taken, next);
                }
            }
            else if (o->control == INDEXED_BRANCH)
            {
                meet(w, o);
                const u32 *index = at(w, o, 0);
                u32 lanes = w->active;
                for (int place = 0; program->targets[o->target + place] >= 0; place++)
                {
                    u32 here = 0;
                    for (int i = 0; i < LANES; i++) here |= index[i] == (u32)place ? 1u << i : 0;
                    part(w, o, lanes & here, program->targets[o->target + place]);
                    lanes &= ~here;
                }

                if (lanes) fail(w, o, "a branch to a place that is not in its list");
            }
            else if (o->control == EXIT) w->live &= ~w->active;
            else
            {
                if (w->active != w->live) fail(w, o, "a barrier that some lanes of the warp are not at");
                w->stack[top].next = next;
                w->waiting = o;
                return;
            }
        }
    }
}

static void run_group(struct launch *launch, struct warp *warps, unsigned count)
{
    memset(launch->shared, 0xFF, (size_t)launch->program->shared_bytes);
    for (unsigned i = 0; i < count; i++)
    {
        warps[i].live = All;
        warps[i].depth = 1;
        warps[i].stack[0].next = 0;
        warps[i].stack[0].meet = -1;
        warps[i].stack[0].lanes = All;
        for (int axis = 0; axis < 3; axis++)
            for (int lane = 0; lane < LANES; lane++) ((u32 *)(warps[i].registers + GROUP_X + 128 * axis))[lane] = launch->group[axis];
    }

    for (bool waiting = true; waiting;)
    {
        launch->period++;
        const struct operation *barrier = NULL;
        for (unsigned i = 0; i < count; i++)
        {
            run(&warps[i]);
            if (!warps[i].waiting) continue;
            if (barrier && barrier != warps[i].waiting) fail(&warps[i], warps[i].waiting, "a barrier, where other warps wait at that of line %d", barrier->line);
            barrier = warps[i].waiting;
        }

        waiting = barrier != NULL;
    }
}

/* A line: the kernel, its groups and threads, all instructions of its warps, and those of each name. */
static void write_counts(const struct launch *launch, const unsigned *groups, unsigned threads, FILE *file)
{
    const struct program *program = launch->program;
    uint64_t all = 0;
    for (int i = 0; i < program->operation_count; i++) all += launch->executed[i];
    fprintf(file, "%s %u %u %u %u: %llu", program->name, groups[0], groups[1], groups[2], threads, (unsigned long long)all);
    for (int i = 0; i < program->operation_count; i++)
    {
        /* Names are those of the table: the same text is the same pointer. */
        const char *name = program->operations[i].name;
        uint64_t count = 0;
        for (int k = 0; k < program->operation_count; k++)
        {
            if (program->operations[k].name != name) continue;
            if (k < i) break;
            count += launch->executed[k];
        }

        if (count) fprintf(file, " %s %llu", name, (unsigned long long)count);
    }

    fprintf(file, "\n");
}

bool ptx_launch(const struct program *program, const unsigned *groups, unsigned threads, const void *parameters, FILE *counts, char *message)
{
    const unsigned count = threads / LANES;
    if (!threads || threads % LANES || (int)threads > program->threads || program->shared_bytes > MOST_SHARED)
    {
        snprintf(message, MESSAGE, "%.100s: %u threads where it says %d, and %d bytes of shared memory", program->name, threads, program->threads, program->shared_bytes);
        return false;
    }

    const size_t bytes = ((size_t)program->register_bytes + 63) / 64 * 64;
    struct launch *launch = aligned_alloc(64, (sizeof *launch + 63) / 64 * 64);
    struct warp *warps = calloc(count, sizeof *warps);
    char *registers = aligned_alloc(64, bytes * count);
    memset(launch, 0, sizeof *launch);
    memset(registers, 0xFF, bytes * count);
    launch->program = program;
    launch->parameters = parameters;
    launch->message = message;
    launch->executed = counts ? calloc((size_t)program->operation_count, sizeof *launch->executed) : NULL;
    for (unsigned i = 0; i < count; i++)
    {
        warps[i].launch = launch;
        warps[i].index = i;
        warps[i].registers = registers + i * bytes;
        for (unsigned lane = 0; lane < LANES; lane++)
        {
            ((u32 *)(warps[i].registers + THREAD))[lane] = i * LANES + lane;
            ((u32 *)(warps[i].registers + THREADS))[lane] = threads;
            for (int axis = 0; axis < 3; axis++) ((u32 *)(warps[i].registers + GROUPS_X + 128 * axis))[lane] = groups[axis];
        }

        for (int k = 0; k < program->constant_count; k++)
            for (int lane = 0; lane < LANES; lane++)
                memcpy(warps[i].registers + program->constants[k].at + lane * program->constants[k].bytes, &program->constants[k].bits, (size_t)program->constants[k].bytes);
    }

    const bool ended = !setjmp(launch->failed);
    if (ended)
        /* Groups may run in any order: the last first. */
        for (launch->group[2] = groups[2]; launch->group[2]-- > 0;)
            for (launch->group[1] = groups[1]; launch->group[1]-- > 0;)
                for (launch->group[0] = groups[0]; launch->group[0]-- > 0;) run_group(launch, warps, count);
    if (counts) write_counts(launch, groups, threads, counts);
    free(launch->executed);
    free(registers);
    free(warps);
    free(launch);
    return ended;
}
